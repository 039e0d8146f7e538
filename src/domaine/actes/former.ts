import { z } from 'zod'
import { type Acte, acte } from '../acte.ts'
import { piecesAbsentes } from '../gardes.ts'
import { saisieInvalide } from '../refus.ts'
import { codeUai, entier, jour, piece, texteCourt, texteLong } from '../saisies.ts'
import { actionEn, consigner, ecolesAbsentes, FORMATION, heure, LANCE, planifier } from './actions-piliers.ts'

/** Training of teachers: counts only, never a name. Source: actes.md « Les quatre piliers ». */
export const FORMER = {
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
    possible: actionEn('formation', ['proposee', 'planifiee']),
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
      participants: entier.min(0).max(10_000),
      tenue: z.boolean().optional(),
      bilan: texteLong.optional(),
      piece: piece.optional(),
    }),
    possible: actionEn('formation', ['proposee', 'planifiee']),
    garde: ({ faits, saisie }) => piecesAbsentes(faits, [['piece', saisie.piece]]),
    effet: ({ sur, saisie }) => ({ changements: [consigner(sur, saisie.tenue, saisie)] }),
  }),
} satisfies Record<string, Acte>
