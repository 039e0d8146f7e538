import { z } from 'zod'
import { type Acte, acte, type Situation } from '../acte.ts'
import type { Etat } from '../etats.ts'
import type { Action, Faits } from '../faits.ts'
import { ecoleVivante, piecesAbsentes } from '../gardes.ts'
import { type Refus, refus, saisieInvalide } from '../refus.ts'
import { codeUai, jour, motif, piece, texteCourt, texteLong } from '../saisies.ts'

const LANCE: Etat[] = ['notifie', 'solde']
const heure = z
  .string()
  .regex(/^\d{2}:\d{2}$/, { error: 'Indiquez une heure, par exemple 14:00.' })
  .optional()
const FORMATION = ['partenaire_formation', 'rectorat'] as const

/** Acts of the four pillars, per school; counts only, never a pupil's name. Source: actes.md « Les quatre piliers ». */
export const PILIERS = {
  proposer_formation: acte({
    libelle: 'Proposer une formation',
    fait: 'a proposé une formation',
    etape: 'piliers',
    source: 'G',
    discret: true,
    de: LANCE,
    par: FORMATION,
    saisie: z.strictObject({
      theme: texteCourt,
      ecoles: z.array(codeUai).min(1, { error: 'Choisissez au moins une école.' }).max(200),
      dates: z.array(jour).max(20).optional(),
      lieu: texteCourt.optional(),
      duree: texteCourt.optional(),
    }),
    garde: ({ faits, saisie }) => ecolesAbsentes(faits, saisie.ecoles),
    effet: ({ saisie, id, maintenant }) => ({
      changements: saisie.ecoles.map((u, i) => ({
        dans: 'action' as const,
        creer: {
          id: id(i),
          ecole: u.toUpperCase(),
          pilier: 'formation',
          etat: 'proposee',
          date: saisie.dates?.[0] ?? null,
          contenu: {
            theme: saisie.theme,
            dates: saisie.dates ?? [],
            lieu: saisie.lieu ?? null,
            duree: saisie.duree ?? null,
          },
          cree_le: maintenant,
        },
      })),
      resultat: { actions: saisie.ecoles.map((_, i) => id(i)) },
    }),
  }),
  planifier_formation: acte({
    libelle: 'Planifier la formation',
    fait: 'a planifié une formation',
    etape: 'piliers',
    source: 'G',
    sur: 'action',
    discret: true,
    de: LANCE,
    par: FORMATION,
    saisie: z.strictObject({
      dates: z.array(jour).min(1).max(20),
      lieu: texteCourt.optional(),
      heure,
      theme: texteCourt.optional(),
    }),
    possible: enEtat('formation', ['proposee', 'planifiee']),
    garde: ({ faits, saisie, sur }) =>
      saisie.lieu || faits.actions.find((a) => a.id === sur)?.contenu.lieu
        ? undefined
        : saisieInvalide([{ chemin: 'lieu', message: 'Indiquez le lieu de la formation.' }]),
    effet: ({ sur, saisie }) => ({ changements: [planifier(sur, saisie.dates[0] ?? null, saisie)] }),
  }),
  consigner_formation: acte({
    libelle: 'Consigner la formation',
    fait: 'a consigné une formation',
    etape: 'piliers',
    source: 'G',
    sur: 'action',
    discret: true,
    de: LANCE,
    par: FORMATION,
    saisie: z.strictObject({
      participants: z.int().min(0).max(10_000),
      tenue: z.boolean().optional(),
      bilan: texteLong.optional(),
      piece: piece.optional(),
    }),
    possible: enEtat('formation', ['proposee', 'planifiee']),
    garde: ({ faits, saisie }) => piecesAbsentes(faits, [['piece', saisie.piece]]),
    effet: ({ sur, saisie }) => ({ changements: [consigner(sur, saisie.tenue, saisie)] }),
  }),
  exprimer_besoin_parentalite: acte({
    libelle: 'Exprimer un besoin pour les familles',
    fait: 'a exprimé un besoin pour les familles',
    etape: 'piliers',
    source: 'G',
    sur: 'ecole',
    discret: true,
    de: LANCE,
    par: ['directeur'],
    saisie: z.strictObject({ besoins: texteLong, theme: texteCourt.optional() }),
    effet: ({ sur, saisie, id, maintenant }) => ({
      changements: [
        {
          dans: 'action',
          creer: {
            id: id(),
            ecole: sur,
            pilier: 'parentalite',
            etat: 'proposee',
            contenu: saisie,
            cree_le: maintenant,
          },
        },
      ],
      resultat: { action: id() },
    }),
  }),
  planifier_atelier: acte({
    libelle: 'Planifier un atelier pour les familles',
    fait: 'a planifié un atelier pour les familles',
    etape: 'piliers',
    source: 'G',
    sur: 'action',
    surFacultatif: true,
    discret: true,
    de: LANCE,
    par: ['partenaire_parentalite'],
    saisie: z.strictObject({
      date: jour,
      theme: texteCourt,
      lieu: texteCourt.optional(),
      heure,
      ecole: codeUai.optional(),
    }),
    possible: (s, sur) => (sur === undefined ? undefined : enEtat('parentalite', ['proposee', 'planifiee'])(s, sur)),
    garde: ({ faits, saisie, sur }) =>
      sur !== undefined
        ? undefined
        : saisie.ecole === undefined
          ? saisieInvalide([{ chemin: 'ecole', message: 'Choisissez l’école de l’atelier.' }])
          : ecolesAbsentes(faits, [saisie.ecole]),
    effet: ({ sur, saisie, id, maintenant }) => ({
      changements: [
        sur
          ? planifier(sur, saisie.date, { ...saisie, dates: [saisie.date] })
          : {
              dans: 'action' as const,
              creer: {
                id: id(),
                ecole: saisie.ecole?.toUpperCase(),
                pilier: 'parentalite',
                etat: 'planifiee',
                date: saisie.date,
                contenu: { ...saisie, dates: [saisie.date] },
                cree_le: maintenant,
              },
            },
      ],
      resultat: { action: sur ?? id() },
    }),
  }),
  consigner_atelier: acte({
    libelle: 'Consigner un atelier',
    fait: 'a consigné un atelier',
    etape: 'piliers',
    source: 'G',
    sur: 'action',
    discret: true,
    de: LANCE,
    par: ['partenaire_parentalite'],
    saisie: z.strictObject({
      familles: z.int().min(0).max(10_000),
      tenue: z.boolean().optional(),
      bilan: texteLong.optional(),
    }),
    possible: enEtat('parentalite', ['proposee', 'planifiee']),
    effet: ({ sur, saisie }) => ({ changements: [consigner(sur, saisie.tenue, saisie)] }),
  }),
  annuler_action: acte({
    libelle: 'Annuler une formation ou un atelier',
    fait: 'a annulé une formation ou un atelier',
    etape: 'piliers',
    source: 'G',
    sur: 'action',
    discret: true,
    de: LANCE,
    par: [...FORMATION, 'partenaire_parentalite'],
    saisie: z.strictObject({ motif }),
    possible: ({ faits, qualite }, sur) =>
      faits.actions.some(
        (a) =>
          (sur === undefined || a.id === sur) &&
          ['proposee', 'planifiee'].includes(a.etat) &&
          (qualite === undefined || (qualite === 'partenaire_parentalite') === (a.pilier === 'parentalite')),
      )
        ? undefined
        : refus('action_close', 'Cette action est déjà tenue ou annulée.'),
    effet: ({ sur, saisie }) => ({
      changements: [{ dans: 'action', ou: { id: sur }, mettre: { etat: 'annulee', contenu: saisie } }],
    }),
  }),
  constater_ressource: acte({
    libelle: 'Constater l’ouverture d’une ressource',
    fait: 'a constaté l’ouverture d’une ressource',
    etape: 'piliers',
    source: 'G',
    sur: 'ecole',
    discret: true,
    de: LANCE,
    par: ['directeur', 'rectorat'],
    saisie: z.strictObject({
      ressource: texteCourt,
      date: jour,
      comptes: z.int().min(0).max(100_000).optional(),
    }),
    effet: ({ sur, saisie, id, maintenant }) => ({
      changements: [
        {
          dans: 'action',
          creer: {
            id: id(),
            ecole: sur,
            pilier: 'ressources',
            etat: 'tenue',
            date: saisie.date,
            contenu: saisie,
            cree_le: maintenant,
          },
        },
      ],
      resultat: { action: id() },
    }),
  }),
} satisfies Record<string, Acte>

function enEtat(pilier: Action['pilier'], etats: readonly Action['etat'][]) {
  return ({ faits }: Situation, sur?: string): Refus | undefined =>
    faits.actions.some((a) => (sur === undefined || a.id === sur) && a.pilier === pilier && etats.includes(a.etat))
      ? undefined
      : refus('action_close', 'Cette action est déjà tenue ou annulée, ou n’existe pas.')
}

const ecolesAbsentes = (f: Faits, uais: readonly string[]): Refus | undefined => {
  const i = uais.findIndex((u) => !ecoleVivante(f, u))
  return i >= 0
    ? saisieInvalide([{ chemin: `ecoles.${i}`, message: `L’école ${uais[i]} n’est pas dans ce dossier.` }])
    : undefined
}

const planifier = (id: string | undefined, date: string | null, contenu: object) => ({
  dans: 'action' as const,
  ou: { id },
  mettre: { etat: 'planifiee', date, contenu },
})

const consigner = (id: string | undefined, tenue: boolean | undefined, contenu: object) => ({
  dans: 'action' as const,
  ou: { id },
  mettre: { etat: tenue === false ? 'annulee' : 'tenue', contenu },
})
