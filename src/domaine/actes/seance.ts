import { z } from 'zod'
import { type ActeSeance, acteSeance, type Changement, type FaitsSeance } from '../acte.ts'
import { jourParis } from '../calendrier.ts'
import { dateHeure, dateLongue } from '../francais.ts'
import { refus, saisieInvalide } from '../refus.ts'
import {
  adresse,
  cents,
  codeUai,
  instant,
  jour,
  personneNommee,
  piece,
  texteCourt,
  texteLong,
  vide,
} from '../saisies.ts'
import { dossiersInconnus } from './appel.ts'

const heure = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'Indiquez une heure, par exemple 14:00.' })
const PREPARENT = ['president_commission', 'instructeur', 'secretaire_assemblee'] as const

const mettre = (f: FaitsSeance, valeurs: Record<string, unknown>): Changement => ({
  dans: 'seance',
  ou: { id: f.seance.id },
  mettre: valeurs,
})

/** Acts on a session. Source: actes.md « Décider ». */
export const ACTES_SEANCE = {
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
      quorum: z.int().min(1).max(100).optional(),
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
        changements: [...agenda, mettre(faits, { ...(date ? { date } : {}), ...(lieu ? { lieu } : {}), contenu })],
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
        mettre(faits, {
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
        mettre(faits, {
          contenu: {
            ...(saisie.membres ? { membres: saisie.membres } : {}),
            convoqueeLe: maintenant.toISOString(),
          },
        }),
      ],
    }),
  }),
  ouvrir_seance: acteSeance({
    libelle: 'Ouvrir la séance',
    fait: 'a ouvert la séance',
    etape: 'decider',
    source: 'F',
    de: ['preparee'],
    par: ['president_commission'],
    saisie: z.strictObject({ presents: z.array(adresse).max(100).optional() }),
    garde: ({ faits, saisie }) => {
      const quorum = Number(faits.seance.contenu.quorum ?? 0)
      const presents = saisie.presents ?? membresDe(faits)
      return quorum > 0 && presents.length < quorum
        ? refus(
            'quorum_pas_atteint',
            `Le quorum est de ${quorum} membres ; ${presents.length} ${presents.length > 1 ? 'sont présents' : 'est présent'}.`,
          )
        : undefined
    },
    effet: ({ faits, saisie, maintenant }) => ({
      changements: [
        mettre(faits, {
          etat: 'ouverte',
          contenu: { presents: saisie.presents ?? membresDe(faits), ouverteLe: maintenant.toISOString() },
        }),
      ],
    }),
  }),
  clore_seance: acteSeance({
    libelle: 'Clore la séance',
    fait: 'a clos la séance',
    etape: 'decider',
    source: 'F',
    de: ['ouverte'],
    par: ['president_commission'],
    saisie: vide,
    besoins: ['classement', 'listeAttente'],
    // Waiting schools take their place in the list by the ranking, when the session closes, after those of earlier sessions.
    effet: ({ faits, autour, maintenant }) => {
      const attente = faits.dossiers
        .flatMap((d) => d.ecoles.map((e) => ({ ...e, dossier: d.id })))
        .filter((e) => e.decision === 'liste_attente' && e.seance_id === faits.seance.id)
      const place = (e: { dossier: string; uai: string }) => {
        const i = autour.classement.findIndex((p) => p.dossier === e.dossier && p.uai === e.uai)
        return i < 0 ? Number.MAX_SAFE_INTEGER : i
      }
      const dejaPlacees = Math.max(0, ...autour.listeAttente.map((e) => e.rang ?? 0))
      return {
        changements: [
          mettre(faits, { etat: 'close', contenu: { closeLe: maintenant.toISOString() } }),
          ...attente
            .toSorted((a, b) => place(a) - place(b))
            .map((e, i) => ({
              dans: 'projet_ecole' as const,
              ou: { dossier_id: e.dossier, uai: e.uai },
              mettre: { rang: dejaPlacees + i + 1 },
            })),
        ],
        resultat: { enAttente: attente.length },
      }
    },
  }),
  publier_resultats: acteSeance({
    libelle: 'Publier les résultats',
    fait: 'a publié les résultats de la commission',
    etape: 'decider',
    source: 'G',
    de: ['close'],
    par: ['president_commission'],
    saisie: z.strictObject({ publicationLe: instant.optional() }),
    garde: ({ faits, saisie, maintenant }) => {
      if (faits.seance.genre !== 'technique')
        return refus('genre_de_seance', 'Seuls les résultats de la commission technique se publient ainsi.')
      const le = saisie.publicationLe ? new Date(saisie.publicationLe) : undefined
      return le && le.getTime() < maintenant.getTime() - 60_000
        ? saisieInvalide([
            {
              chemin: 'publicationLe',
              message: `L’instant de publication est passé : il est ${dateHeure(maintenant)}. Choisissez un instant à venir, ou publiez maintenant.`,
            },
          ])
        : undefined
    },
    effet: ({ faits, saisie, maintenant, acteur }) => {
      const le = saisie.publicationLe ? new Date(saisie.publicationLe) : maintenant
      if (le > maintenant)
        return {
          changements: [
            mettre(faits, {
              publication_le: le,
              contenu: { publicationPar: { personne: acteur.personne, nom: acteur.nom, courriel: acteur.courriel } },
            }),
          ],
          resultat: { publicationLe: le.toISOString() },
        }
      const refuses = faits.dossiers.filter((d) => d.etat === 'non_retenu').map((d) => d.id)
      const decides = faits.dossiers.filter((d) => decidesIci(faits, d)).map((d) => d.id)
      return {
        changements: [
          mettre(faits, { etat: 'publiee', publiee_le: maintenant, publication_le: null }),
          // What the publication tells begins with it: the time to send quotes, the two months to appeal (CJA R421-1).
          ...(decides.length > 0
            ? [{ dans: 'dossier' as const, ou: { id: decides }, mettre: { etat_depuis: maintenant } }]
            : []),
          ...(refuses.length > 0
            ? [
                { dans: 'dossier' as const, ou: { id: refuses }, mettre: { vivant: false } },
                { dans: 'projet_ecole' as const, ou: { dossier_id: refuses }, mettre: { vivant: false } },
              ]
            : []),
        ],
        resultat: { publieeLe: maintenant.toISOString(), dossiers: faits.dossiers.length },
      }
    },
  }),
  deprogrammer_publication: acteSeance({
    libelle: 'Annuler la publication programmée',
    fait: 'a annulé la publication programmée',
    etape: 'decider',
    source: 'F',
    de: ['close'],
    par: ['president_commission'],
    saisie: vide,
    possible: ({ faits }) =>
      faits.seance.publication_le === null
        ? refus('pas_programmee', 'Aucune publication n’est programmée pour cette séance.')
        : undefined,
    effet: ({ faits }) => ({ changements: [mettre(faits, { publication_le: null })] }),
  }),
  signer_proces_verbal: acteSeance({
    libelle: 'Enregistrer le procès-verbal signé',
    fait: 'a enregistré le procès-verbal signé',
    etape: 'decider',
    source: 'F',
    de: ['close', 'publiee'],
    par: PREPARENT,
    saisie: z.strictObject({ piece, date: jour, signataire: personneNommee.optional() }),
    besoins: ['pieceDeSeance'],
    garde: ({ faits, saisie, autour, maintenant }) => {
      const lue = autour.pieceDeSeance
      if (lue?.seance !== faits.seance.id)
        return saisieInvalide([{ chemin: 'piece', message: 'Joignez le procès-verbal signé à cette séance.' }])
      if (lue.type !== 'application/pdf')
        return saisieInvalide([{ chemin: 'piece', message: 'Joignez le procès-verbal signé en PDF.' }])
      if (saisie.date < faits.seance.date)
        return saisieInvalide([
          {
            chemin: 'date',
            message: `La signature ne peut pas précéder la séance du ${dateLongue(faits.seance.date)}.`,
          },
        ])
      return saisie.date > jourParis(maintenant)
        ? saisieInvalide([
            { chemin: 'date', message: 'Cette date est dans l’avenir : indiquez le jour de la signature.' },
          ])
        : undefined
    },
    // The first signed paper stays: a corrected one comes after it.
    effet: ({ faits, saisie, autour, acteur, maintenant }) => ({
      changements: [
        mettre(faits, {
          contenu: {
            procesVerbauxSignes: [
              ...procesVerbauxSignes(faits.seance.contenu),
              {
                document: saisie.piece,
                sha256: autour.pieceDeSeance?.sha256 ?? '',
                date: saisie.date,
                signataire: saisie.signataire ?? null,
                par: acteur.nom,
                le: maintenant.toISOString(),
              },
            ],
          },
        }),
      ],
      resultat: { document: saisie.piece, sha256: autour.pieceDeSeance?.sha256 ?? '' },
    }),
  }),
} satisfies Record<string, ActeSeance>

/** Did this session alone decide every school of the dossier? */
const decidesIci = (f: FaitsSeance, d: FaitsSeance['dossiers'][number]): boolean =>
  ['retenu', 'liste_attente', 'non_retenu'].includes(d.etat) &&
  d.ecoles.every((e) => e.decision !== null && e.seance_id === f.seance.id)

export type ProcesVerbalSigne = {
  document: string
  sha256: string
  date: string
  signataire: { nom: string; qualite: string } | null
  par: string
  le: string
}

/** The signed minutes of a session, oldest first; the last one counts. */
export const procesVerbauxSignes = (contenu: Record<string, unknown>): ProcesVerbalSigne[] =>
  // As `signer_proces_verbal` wrote them.
  Array.isArray(contenu.procesVerbauxSignes) ? (contenu.procesVerbauxSignes as ProcesVerbalSigne[]) : []

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

const membresDe = (f: FaitsSeance): string[] =>
  Array.isArray(f.seance.contenu.membres) ? f.seance.contenu.membres.map(String) : []
