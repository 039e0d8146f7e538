import { z } from 'zod'
import { schemaClause } from '../convention/modele.ts'
import { schemaFinancement } from '../financement/schema.ts'
import { verifierSiret } from '../identifiants/siret.ts'
import { centimes, identifiant, phrase, prose, schemaSection } from './schema-formulaire.ts'
import { schemaCommission, schemaElement, schemaGrille } from './schema-instruction.ts'

const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Un nom d’appel s’écrit «\u00a0tne38-pac-2025\u00a0».')
  .max(60)
const jour = z.iso.date({ error: 'Une date s’écrit AAAA-MM-JJ, par exemple 2025-02-21.' })
const courriel = z.email({ error: 'Cette adresse électronique n’a pas la forme nom@domaine.fr.' })
const adresseWeb = z.url({ protocol: /^https?$/, error: 'Une adresse commence par https://.' })

const departement = z
  .string()
  .regex(/^(\d{2,3}|2[AB])$/)
  .refine((d) => /^(0[1-9]|1\d|2[1-9AB]|[3-8]\d|9[0-5]|9[78]\d)$/.test(d), {
    error:
      'Un département s’écrit par son numéro\u00a0: «\u00a038\u00a0», «\u00a001\u00a0», «\u00a02A\u00a0» ou «\u00a0974\u00a0».',
  })

const schemaOperateur = z.strictObject({
  nom: phrase,
  role: phrase,
  siret: z
    .string()
    .refine((s) => verifierSiret(s) === undefined, {
      error: 'Ce numéro SIRET n’existe pas\u00a0: vérifiez ses 14 chiffres.',
    })
    .optional(),
  site: adresseWeb.optional(),
})

const schemaContact = z.strictObject({
  service: phrase,
  courriel,
  // Service, address and telephone: the receipt must give them (CRPA R112-11-1).
  telephone: z.string().min(1, 'Indiquez le téléphone du service.').max(30),
  adresse: phrase,
})

const schemaSignataire = z.strictObject({
  prenomNom: phrase,
  qualite: phrase,
  delegation: z.strictObject({ numero: z.string().max(60), date: jour }).optional(),
})

/** Types of organisations that may apply. */
export const TYPES_CANDIDAT = ['commune', 'epci', 'syndicat', 'ogec'] as const
export type TypeCandidat = (typeof TYPES_CANDIDAT)[number]
export const NATURES_ECOLE = ['maternelle', 'elementaire', 'primaire'] as const
export type NatureEcole = (typeof NATURES_ECOLE)[number]

/** A catalogue article. `plafond`: retained unit price at most, whole cents excluding tax. */
export const schemaArticle = z.strictObject({
  id: identifiant,
  libelle: phrase,
  volet: identifiant,
  categorie: phrase,
  unite: phrase,
  plafond: centimes,
  exigences: z.array(phrase).default([]),
})
export type Article = z.infer<typeof schemaArticle>

export const schemaLettre = z.strictObject({ objet: phrase, corps: prose })
export type Lettre = z.infer<typeof schemaLettre>

const clauses = z.array(schemaClause).min(1).max(100).optional()

const calendrier = {
  cloture: jour.meta({ description: 'Dernier jour\u00a0: l’appel ferme à 23 h 59 min 59 s, heure de Paris.' }),
  ouverture: jour.meta({ description: 'Premier jour\u00a0: l’appel ouvre à 0 h, heure de Paris.' }),
  resultats: phrase
    .optional()
    .meta({ description: 'Quand les résultats sont annoncés\u00a0: «\u00a0au printemps 2025\u00a0».' }),
}

const corps = {
  titre: phrase,
  sigle: phrase.optional(),
  resume: phrase.meta({ description: 'Deux phrases\u00a0: pour qui, pour quoi.' }),
  avertissement: phrase.optional().meta({ description: 'Bandeau\u00a0: valeurs d’exemple, appel de démonstration…' }),
  demonstration: z.boolean().default(false),
  territoire: z.strictObject({ libelle: phrase, departements: z.array(departement).min(1) }),
  operateurs: z.array(schemaOperateur).min(1, 'Nommez au moins un opérateur.'),
  contact: schemaContact,
  signataire: schemaSignataire,
  recours: z.strictObject({
    tribunal: phrase,
    adresse: phrase,
    public: prose.meta({ description: 'Voies et délais de recours d’une collectivité (CJA R421-1 et R421-5).' }),
    prive: prose.meta({ description: 'Voies et délais de recours d’une personne de droit privé.' }),
    silence: prose.meta({ description: 'Ce que vaut le silence, dans l’accusé de réception.' }),
  }),
  rappelAvantNotification: prose.meta({ description: 'La phrase de toute lettre favorable avant la notification.' }),
  candidats: z.strictObject({ types: z.array(z.enum(TYPES_CANDIDAT)).min(1), precision: phrase.optional() }),
  ecoles: z.strictObject({
    natures: z.array(z.enum(NATURES_ECOLE)).min(1),
    secteurs: z.array(z.enum(['public', 'prive'])).min(1),
    sousContrat: z.boolean().meta({ description: 'Les écoles privées doivent être sous contrat.' }),
    debitMinimum: z.int().min(0).meta({ description: 'Mb/s par classe concernée.' }),
  }),
  reglages: z.strictObject({
    depotParRedacteur: z.boolean().default(false),
    conformitePar: z.enum(['instructeur', 'commission', 'instructeur_et_rectorat']).default('instructeur'),
    versionPapier: z.boolean().default(true),
  }),
  engagements: z.array(phrase).min(1).meta({ description: 'Ce que le porteur atteste en déposant.' }),
  preparation: z.array(z.strictObject({ id: identifiant, libelle: phrase, aide: phrase.optional() })),
  formulaire: z.array(schemaSection).min(1),
  catalogue: z.array(schemaArticle),
  pieces: z
    .array(z.strictObject({ nature: identifiant, libelle: phrase, moment: phrase, obligatoire: z.boolean() }))
    .default([])
    .meta({ description: 'Pièces demandées hors formulaire (délibération, devis, factures…).' }),
  controle: z.array(schemaElement).min(1),
  grille: schemaGrille,
  commission: schemaCommission,
  financement: schemaFinancement,
  versement: z.strictObject({
    avance: z
      .number()
      .min(0)
      .max(100)
      .default(0)
      .meta({ description: 'Avance, en % de la subvention\u202f; 0\u00a0: aucune.' }),
    acomptes: z.number().min(0).max(100).default(80).meta({ description: 'Avance et acomptes, au plus, en %.' }),
    nombreAcomptes: z.int().min(0).max(12).default(2),
  }),
  delais: z.strictObject({
    complementsJours: z.int().min(1).max(365),
    observationsJours: z.int().min(1).max(365),
    devisJours: z.int().min(1).max(730),
    signatureJours: z.int().min(1).max(730),
    commencementMois: z.int().min(1).max(120),
    achevementMois: z.int().min(1).max(120),
    prorogationMois: z.int().min(0).max(60),
    justificatifsMois: z.int().min(1).max(60),
  }),
  documents: z
    .array(z.strictObject({ titre: phrase, adresse: adresseWeb.optional(), note: phrase.optional() }))
    .default([]),
  partenaires: z.strictObject({ formation: phrase, parentalite: phrase }),
  lettres: z.record(z.string(), schemaLettre),
  convention: z
    .strictObject({ subvention: clauses, ent: clauses })
    .optional()
    .meta({ description: 'Les clauses des conventions\u202f; absentes, celles de Lauréat.' }),
  guide: prose.meta({ description: 'Le guide en Markdown\u00a0: un titre de niveau 2 par étape.' }),
}

/** A call as the whole application knows it: dates are absolute, amounts whole cents. A version of it is frozen with each filed dossier. */
export const schemaAppel = z.strictObject({ slug, ...corps, calendrier: z.strictObject(calendrier) })
export type Appel = z.infer<typeof schemaAppel>

const jourRelatif = z.union([
  jour,
  z.strictObject({ joursAvant: z.int().min(0).max(3650) }),
  z.strictObject({ joursApres: z.int().min(0).max(3650) }),
])
export type JourRelatif = z.infer<typeof jourRelatif>

/** A call as it is written: a demonstration may count its days from its publication. */
export const schemaAppelEcrit = z.strictObject({
  slug,
  ...corps,
  calendrier: z.strictObject({ ...calendrier, ouverture: jourRelatif, cloture: jourRelatif }),
})
export type AppelEcrit = z.infer<typeof schemaAppelEcrit>
