import { z } from 'zod'
import { identifiant, phrase, schemaCondition } from './schema-formulaire.ts'

/** Checks the machine can precompute for an item of the checklist; the agent keeps the last word. */
export const CONTROLES = {
  territoire: 'Le porteur est dans le territoire de l’appel.',
  delai: 'Le dossier a été reçu avant la clôture, prolongations comprises.',
  doublons: 'Aucune école ne figure dans un autre dossier de l’appel.',
  ecoles: 'Chaque école est ouverte, du premier degré et du territoire du porteur.',
  contrat: 'Chaque école est publique, ou privée sous contrat.',
  debit: 'Chaque classe concernée dispose du débit minimum.',
  effectifs: 'Les classes et les élèves déclarés concordent avec l’annuaire.',
  pieces: 'Toutes les pièces demandées sont là et saines.',
  projet: 'Chaque projet d’école est rédigé et validé par son école.',
  plafonds: 'Chaque prix unitaire respecte le plafond du catalogue.',
  reste_a_charge: 'La commune garde à sa charge la part exigée de l’investissement.',
  ent: 'Chaque école a un ENT ou en demande un.',
} as const
export type Controle = keyof typeof CONTROLES

/** What a computed criterion reads, and where it comes from. */
export const SOURCES_CRITERES = {
  education_prioritaire: { donnee: 'valeur', libelle: 'Annuaire de l’éducation\u00a0: REP ou REP+' },
  ips: { donnee: 'nombre', libelle: 'Indice de position sociale de l’école' },
  ips_ecart: { donnee: 'nombre', libelle: 'Indice de position sociale, écart au département' },
  ulis: { donnee: 'valeur', libelle: 'Annuaire de l’éducation\u00a0: dispositif ULIS (oui ou non)' },
  population: { donnee: 'nombre', libelle: 'Population municipale de la commune (INSEE)' },
  ruralite: { donnee: 'valeur', libelle: 'Classement France ruralités revitalisation' },
  premiere_fois: { donnee: 'valeur', libelle: 'Première participation de l’école (oui ou non)' },
  sans_ent: { donnee: 'valeur', libelle: 'École sans espace numérique de travail (oui ou non)' },
} as const
export type SourceCritere = keyof typeof SOURCES_CRITERES

const cles = <K extends string>(table: Record<K, unknown>) => Object.keys(table) as [K, ...K[]] // keys of constant, non-empty tables

export const schemaElement = z.strictObject({
  id: identifiant,
  libelle: phrase,
  aide: phrase.optional(),
  automatique: z
    .enum(cles(CONTROLES), { error: 'Ce contrôle automatique n’existe pas.' })
    .optional()
    .meta({ description: 'Contrôle précalculé par la plateforme\u202f; l’agent garde le dernier mot.' }),
  si: schemaCondition.optional(),
  sections: z.array(identifiant).default([]).meta({ description: 'Sections rouvertes quand l’élément manque.' }),
})

/** How a datum becomes a mark: an exact value (`valeurs`), or the first step reached from below (`paliers`). */
const bareme = z.strictObject({
  source: z.enum(cles(SOURCES_CRITERES), { error: 'Cette source de calcul n’existe pas.' }),
  valeurs: z.record(z.string(), z.number()).optional(),
  paliers: z.array(z.strictObject({ auPlus: z.number(), note: z.number() })).optional(),
  audela: z.number().optional().meta({ description: 'Note au-delà du dernier palier.' }),
  absente: z
    .number()
    .nullable()
    .default(null)
    .meta({ description: 'Note sans donnée\u202f; null\u00a0: à saisir à la main.' }),
})

export const schemaCritere = z.strictObject({
  id: identifiant,
  libelle: phrase,
  aide: phrase.optional(),
  poids: z.number().positive('Le poids est un nombre positif.').max(100),
  echelle: z.strictObject({ min: z.int(), max: z.int() }),
  calcule: bareme.optional(),
})
export type Critere = z.infer<typeof schemaCritere>

/** Rules that order equal scores, tried one after the other. `critere:<id>` compares the marks of one criterion. */
export const REGLES_DEPARTAGE = [
  'depot_le_plus_ancien',
  'montant_le_plus_faible',
  'population_la_plus_faible',
  'numero',
] as const

export const schemaGrille = z.strictObject({
  criteres: z.array(schemaCritere).min(1),
  departage: z.array(z.union([z.enum(REGLES_DEPARTAGE), z.string().regex(/^critere:[a-z][a-z0-9_]*$/)])).min(1),
})

export const schemaCommission = z.strictObject({
  nom: phrase,
  quorum: z.int().min(1).nullable().default(null),
  deports: z.boolean().default(true),
  notateursParProjet: z.int().min(1).max(5).default(1),
  notationAveugle: z.boolean().default(false),
  ecartSecondeLecture: z.number().positive().nullable().default(null),
})
