import { z } from 'zod'
import { type ActeSeance, acteSeance, type Changement, type FaitsSeance } from '../acte.ts'
import { refus, saisieInvalide } from '../refus.ts'
import { adresse, cents, codeUai, entier, jour, texteCourt, texteLong } from '../saisies.ts'
import { dossiersInconnus } from './appel.ts'
import { membresDe, mettreSeance, PREPARENT } from './tete-de-seance.ts'

const heure = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'Indiquez une heure, par exemple 14:00.' })

/** A session is prepared: its head, its agenda, its members. Source: actes.md « Décider ». */
export const PREPARER_SEANCE = {
  modifier_seance: acteSeance({
    libelle: 'Modifier la séance',
    fait: 'a modifié la séance',
    etape: 'decider',
    source: 'F',
    de: ['preparee', 'ouverte'],
    par: PREPARENT,
    saisie: z.strictObject({
      date: jour.optional(),
      heure: heure.optional(),
      lieu: texteCourt.optional(),
      membres: z.array(adresse).max(100).optional(),
      dossiers: z.array(z.uuid()).max(5000).optional(),
      ajouter: z.array(z.uuid()).max(5000).optional(),
      retirer: z.array(z.uuid()).max(5000).optional(),
      quorum: entier.min(1).max(100).optional(),
      objet: texteLong.optional(),
      prevenir: z.boolean().optional(),
    }),
    besoins: ['dossiersNommes'],
    garde: ({ faits, saisie, autour }) => {
      const tete = saisie.date ?? saisie.heure ?? saisie.membres ?? saisie.quorum
      if (faits.seance.etat === 'ouverte' && tete !== undefined)
        return refus('seance_ouverte', 'La séance est ouverte : seul son ordre du jour peut encore changer.')
      const inconnus =
        dossiersInconnus(saisie.dossiers, autour.dossiersNommes) ??
        dossiersInconnus(saisie.ajouter, autour.dossiersNommes, 'ajouter')
      if (inconnus) return inconnus
      const gardes = saisie.dossiers ?? faits.dossiers.map((d) => d.id)
      const decides = faits.dossiers.filter(
        (d) =>
          d.ecoles.some((e) => e.seance_id === faits.seance.id && e.decision !== null) &&
          (!gardes.includes(d.id) || saisie.retirer?.includes(d.id)),
      )
      return decides.length > 0
        ? refus('deja_decide', `Un dossier déjà décidé reste à l’ordre du jour : ${decides[0]?.numero}.`)
        : undefined
    },
    effet: ({ faits, saisie }) => {
      const presents = faits.dossiers.map((d) => d.id)
      const voulus = [
        ...new Set([
          ...(saisie.dossiers ?? presents).filter((d) => !saisie.retirer?.includes(d)),
          ...(saisie.ajouter ?? []),
        ]),
      ]
      const agenda: Changement[] =
        (saisie.dossiers ?? saisie.ajouter ?? saisie.retirer) === undefined
          ? []
          : [
              { dans: 'seance_dossier', ou: { seance_id: faits.seance.id }, supprimer: true },
              ...voulus.map((dossier_id, ordre) => ({
                dans: 'seance_dossier' as const,
                creer: { seance_id: faits.seance.id, dossier_id, ordre },
              })),
            ]
      const { date, lieu, heure: h, membres, quorum, objet } = saisie
      const deplacee = seDeplace(faits, saisie)
      const contenu = Object.fromEntries(
        Object.entries({
          heure: h,
          membres,
          quorum,
          objet,
          // RFC 5545 3.8.7.4: a calendar takes the event again only when its sequence grew.
          sequence: deplacee ? sequenceDe(faits) + 1 : undefined,
        }).filter(([, v]) => v !== undefined),
      )
      return {
        changements: [
          ...agenda,
          mettreSeance(faits, { ...(date ? { date } : {}), ...(lieu ? { lieu } : {}), contenu }),
        ],
        resultat: {
          dossiers: voulus.length,
          deplacee,
          // Members who were told of the session are told that it changed; without a first letter, there is nothing to correct.
          prevenir: faits.seance.contenu.convoqueeLe !== undefined && (deplacee || saisie.prevenir === true),
          avant: membresDe(faits).length > 0 ? membresDe(faits) : 'tous',
        },
      }
    },
  }),
  appliquer_scenario: acteSeance({
    libelle: 'Appliquer un scénario à la séance',
    fait: 'a appliqué un scénario à la séance',
    etape: 'decider',
    source: 'F',
    de: ['preparee', 'ouverte'],
    par: PREPARENT,
    saisie: z.strictObject({
      nom: texteCourt,
      propositions: z
        .array(
          z.strictObject({
            dossier: z.uuid(),
            ecole: codeUai,
            decision: z.enum(['retenu', 'liste_attente', 'non_retenu'], { error: 'Choisissez une décision.' }),
            montant: cents,
          }),
        )
        .min(1, { error: 'Indiquez au moins un projet à l’ordre du jour : ce scénario n’en propose aucun.' })
        .max(10_000),
    }),
    garde: ({ faits, saisie }) => {
      const erreurs = saisie.propositions.flatMap((p, i) =>
        faits.dossiers.some((d) => d.id === p.dossier && d.ecoles.some((e) => e.uai === p.ecole.toUpperCase()))
          ? []
          : [{ chemin: `propositions.${i}`, message: 'Ce projet n’est pas à l’ordre du jour de la séance.' }],
      )
      return erreurs.length > 0 ? saisieInvalide(erreurs) : undefined
    },
    // A proposal decides nothing: the room's screen shows it beside each project.
    effet: ({ faits, saisie, maintenant }) => ({
      changements: [
        mettreSeance(faits, {
          contenu: { proposition: { nom: saisie.nom, le: maintenant.toISOString(), projets: saisie.propositions } },
        }),
      ],
      resultat: { projets: saisie.propositions.length },
    }),
  }),
  convoquer: acteSeance({
    libelle: 'Convoquer les membres',
    fait: 'a convoqué la séance',
    etape: 'decider',
    source: 'F',
    de: ['preparee'],
    par: PREPARENT,
    saisie: z.strictObject({ membres: z.array(adresse).max(100).optional(), message: texteLong.optional() }),
    effet: ({ faits, saisie, maintenant }) => ({
      changements: [
        mettreSeance(faits, {
          contenu: {
            ...(saisie.membres ? { membres: saisie.membres } : {}),
            convoqueeLe: maintenant.toISOString(),
          },
        }),
      ],
    }),
  }),
} satisfies Record<string, ActeSeance>

/** Do the date, the hour, the place or the members change? */
const seDeplace = (
  { seance: s }: FaitsSeance,
  saisie: {
    date?: string | undefined
    heure?: string | undefined
    lieu?: string | undefined
    membres?: string[] | undefined
  },
): boolean =>
  (saisie.date !== undefined && saisie.date !== s.date) ||
  (saisie.heure !== undefined && saisie.heure !== s.contenu.heure) ||
  (saisie.lieu !== undefined && saisie.lieu !== s.lieu) ||
  (saisie.membres !== undefined && JSON.stringify(saisie.membres) !== JSON.stringify(s.contenu.membres ?? []))

const sequenceDe = (f: FaitsSeance): number => Number(f.seance.contenu.sequence ?? 0)
