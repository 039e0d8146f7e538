import { z } from 'zod'
import { centimes, identifiant } from '../appel/schema-formulaire.ts'

/** A rate in percent (at most four decimals: 70, 33.33), or a fraction written as text (« 2/3 »). */
export const tauxDeRegle = z.union([
  z
    .number()
    .min(0)
    .max(100)
    .refine(
      (n) => Math.abs(n * 1e4 - Math.round(n * 1e4)) < 1e-6,
      'Un taux a quatre décimales au plus\u202f; sinon, écrivez une fraction («\u00a02/3\u00a0»).',
    ),
  z
    .string()
    .regex(/^\d{1,5}\/[1-9]\d{0,4}$/, 'Une fraction s’écrit «\u00a02/3\u00a0».')
    .refine((t) => Number(t.split('/')[0]) <= Number(t.split('/')[1]), 'Un taux ne dépasse pas 100 %.'),
])

/** What a bonus may look at, from the official directory: `demande.ts` gives them. */
export const TRAITS = ['education_prioritaire', 'ulis', 'type', 'secteur', 'commune', 'circonscription'] as const

/** A condition on a school's traits, as data: `{ trait: 'education_prioritaire', dans: ['REP', 'REP+'] }`. */
export const conditionDeTrait = z.union([
  z.strictObject({ trait: z.string(), vaut: z.union([z.string(), z.number(), z.boolean()]) }),
  z.strictObject({ trait: z.string(), dans: z.array(z.union([z.string(), z.number()])).min(1) }),
  z.strictObject({ trait: z.string(), auPlus: z.number() }),
  z.strictObject({ trait: z.string(), auMoins: z.number() }),
])

const tranche = z.strictObject({ moinsDe: centimes.optional(), taux: tauxDeRegle })
const tranches = z
  .array(tranche)
  .min(1)
  .refine(
    (ts) =>
      ts.every((t, i) =>
        i === ts.length - 1
          ? t.moinsDe === undefined
          : t.moinsDe !== undefined && t.moinsDe > (ts[i - 1]?.moinsDe ?? 0),
      ),
    'Les tranches se suivent par montants croissants («\u00a0moinsDe\u00a0»), et la dernière n’a pas de limite.',
  )

/** Rate of a part. `ensemble`: the rate of the tier applies to the whole expense; `tranche`: each bracket has its own. */
export const tauxDeVolet = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('fixe'), taux: tauxDeRegle }),
  z.strictObject({ type: z.literal('ensemble'), tranches }),
  z.strictObject({ type: z.literal('tranche'), tranches }),
])

/** One part (volet) of the aid. Ceilings bear on the expense, `plafondsSubvention` on the aid itself. */
export const schemaVolet = z.strictObject({
  id: identifiant,
  libelle: z.string().min(1),
  nature: z.enum(['investissement', 'fonctionnement']),
  base: z.enum(['HT', 'TTC']).default('HT'),
  taux: tauxDeVolet,
  plafonds: z
    .strictObject({
      parClasse: centimes.optional(),
      parClasseConcernee: centimes.optional(),
      parEleve: centimes.optional(),
      parEcole: centimes.optional(),
      parDossier: centimes.optional(),
    })
    .default({}),
  plafondsSubvention: z.strictObject({ parEcole: centimes.optional(), parDossier: centimes.optional() }).default({}),
  /** Retained expense of the dossier under which the part gives nothing. */
  minimum: centimes.optional(),
  bonus: z
    .array(
      z.strictObject({
        id: identifiant,
        libelle: z.string(),
        si: conditionDeTrait,
        points: z.number().min(0).max(100),
      }),
    )
    .default([]),
  arrondi: z.enum(['centime', 'euro_inferieur', 'euro']).default('centime'),
  /** Shares of the sources for this part, when they are not those of the call. */
  cle: z.record(identifiant, z.int().min(0)).optional(),
})

/** How a call gives money: envelope, sources and their key, parts, share left to the applicant. Amounts in whole cents. */
export const schemaFinancement = z
  .strictObject({
    enveloppe: centimes,
    sousEnveloppes: z
      .array(
        z.strictObject({
          id: identifiant,
          libelle: z.string().min(1),
          montant: centimes,
          volet: identifiant.optional(),
          /** SIREN of EPCI or INSEE codes of communes; absent: everywhere. */
          territoire: z.array(z.string()).optional(),
        }),
      )
      .default([]),
    sources: z.array(z.strictObject({ id: identifiant, libelle: z.string().min(1), part: z.int().min(0) })).min(1),
    volets: z.array(schemaVolet).min(1),
    /** Share of the public funding that the applicant keeps (CGCT L1111-10 III: 20 % of an investment). */
    partMinimaleDemandeur: z
      .strictObject({
        taux: tauxDeRegle,
        natures: z.array(z.enum(['investissement', 'fonctionnement'])).default(['investissement']),
      })
      .optional(),
  })
  .superRefine((regles, contexte) => {
    const refuser = (path: (string | number)[], message: string) => contexte.addIssue({ code: 'custom', path, message })
    const sources = new Set(regles.sources.map((s) => s.id))
    const volets = new Set(regles.volets.map((v) => v.id))
    if (sources.size < regles.sources.length) refuser(['sources'], 'Deux sources portent le même identifiant.')
    if (volets.size < regles.volets.length) refuser(['volets'], 'Deux volets portent le même identifiant.')
    if (regles.sources.every((s) => s.part === 0)) refuser(['sources'], 'Au moins une source a une part.')
    regles.volets.forEach((v, i) => {
      if (v.taux.type === 'tranche' && v.plafondsSubvention.parEcole !== undefined)
        refuser(
          ['volets', i, 'plafondsSubvention'],
          'Des tranches se calculent sur le dossier\u00a0: plafonnez la subvention par dossier, pas par école.',
        )
      if (
        v.taux.type === 'tranche' &&
        tauxLePlusHaut(v.taux.tranches) + v.bonus.reduce((s, b) => s + b.points, 0) > 100
      )
        refuser(['volets', i, 'bonus'], 'Le taux le plus haut et les bonus dépassent ensemble 100 %.')
      for (const id of Object.keys(v.cle ?? {}))
        if (!sources.has(id)) refuser(['volets', i, 'cle', id], `La source «\u00a0${id}\u00a0» n’existe pas.`)
      if (v.cle && Object.values(v.cle).every((p) => p === 0))
        refuser(['volets', i, 'cle'], 'Au moins une source a une part.')
    })
    regles.sousEnveloppes.forEach((s, i) => {
      if (s.volet && !volets.has(s.volet))
        refuser(['sousEnveloppes', i, 'volet'], `Le volet «\u00a0${s.volet}\u00a0» n’existe pas.`)
      if (s.montant > regles.enveloppe)
        refuser(['sousEnveloppes', i, 'montant'], 'Une sous-enveloppe ne dépasse pas l’enveloppe.')
    })
  })

export type ReglesFinancement = z.infer<typeof schemaFinancement>
export type ReglesVolet = z.infer<typeof schemaVolet>
export type ConditionDeTrait = z.infer<typeof conditionDeTrait>
export type TauxDeRegle = z.infer<typeof tauxDeRegle>
export type Nature = ReglesVolet['nature']

const tauxLePlusHaut = (ts: readonly { taux: TauxDeRegle }[]): number =>
  Math.max(
    ...ts.map(({ taux: t }) => (typeof t === 'number' ? t : (100 * Number(t.split('/')[0])) / Number(t.split('/')[1]))),
  )
