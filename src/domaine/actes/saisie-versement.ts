import { z } from 'zod'
import { centimesEntiers, cents, codeUai, jour, motif, piece, texteCourt } from '../saisies.ts'

const montantSigne = centimesEntiers.min(-100_000_000_000).max(100_000_000_000)
const siret = z.string({ error: 'Indiquez un SIRET\u00a0: quatorze chiffres.' }).max(40)
const financeur = z.strictObject({
  financeur: texteCourt,
  montant: cents,
  prive: z.boolean().optional(),
  nature: z.enum(['investissement', 'fonctionnement']).optional(),
})

/** An invoice of a claim; `ht` and `tva` in cents, negative for a credit note; `part`: HT claimed here when it is not the whole;
 * `lignes` when they differ from the quote. */
const facture = z.strictObject({
  piece,
  fournisseur: z.strictObject({ nom: texteCourt.optional(), siret }),
  numero: texteCourt,
  date: jour,
  ht: montantSigne,
  tva: montantSigne,
  mandat: texteCourt.optional(),
  mandatLe: jour.optional(),
  bordereau: texteCourt.optional(),
  part: montantSigne.optional(),
  lignes: z
    .array(
      z.strictObject({
        ecole: codeUai,
        article: z.string().max(60).optional(),
        nature: z
          .string()
          .max(60)
          .optional()
          .meta({ description: 'Comme sur un devis\u202f; seul l’article compte ici.' }),
        designation: texteCourt.optional(),
        quantite: z.number().gt(0, { error: 'Une quantité est supérieure à zéro.' }).max(100_000),
        prixUnitaireHt: montantSigne,
        tva: z.number().min(0).max(100).optional(),
      }),
    )
    .max(3000)
    .optional(),
})

/** Inputs of `demander_versement` (contrat.md §4). The final funding plan is a list of funders, or a file that goes with it. */
export const saisieDemande = z.strictObject({
  type: z.enum(['avance', 'acompte', 'solde'], { error: 'Choisissez une avance, un acompte ou le solde.' }),
  factures: z.array(facture).max(500).optional(),
  etatRecapitulatif: piece.optional(),
  iban: z.string({ error: 'Indiquez l’IBAN.' }).max(50),
  bic: z.string().max(20).optional(),
  titulaire: texteCourt.optional(),
  planFinancement: z
    .union([z.array(financeur).max(50), z.strictObject({ cofinancements: z.array(financeur).max(50) }), piece])
    .optional(),
  client: siret.optional(),
  motifClient: motif.optional(),
  receptions: z
    .array(z.strictObject({ ecole: codeUai, date: jour }))
    .max(200)
    .optional(),
})
export type SaisieVersement = z.infer<typeof saisieDemande>
export type LignePlanSaisie = z.infer<typeof financeur>

/** The funders of the final plan; undefined when there is none, or only a file: then those of the application still stand. */
export const planSaisi = (s: SaisieVersement): LignePlanSaisie[] | undefined =>
  s.planFinancement === undefined || typeof s.planFinancement === 'string'
    ? undefined
    : Array.isArray(s.planFinancement)
      ? s.planFinancement
      : s.planFinancement.cofinancements
