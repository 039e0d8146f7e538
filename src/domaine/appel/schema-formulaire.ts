import { z } from 'zod'
import { lireMontant, MONTANT_MAXIMAL } from '../montants.ts'
import { ROLES, type Role } from '../roles.ts'

/** Identifiers of sections, questions, articles, elements, criteria: stable ASCII names, used by the API. */
export const identifiant = z
  .string()
  .regex(
    /^[a-z][a-z0-9_]{0,59}$/,
    'Un identifiant s’écrit en minuscules sans accent, par exemple «\u00a0nb_classes\u00a0».',
  )
  .meta({ description: 'Minuscules sans accent, chiffres et «\u00a0_\u00a0», par exemple «\u00a0nb_classes\u00a0».' })

/** A sentence or label that people read. */
export const phrase = z.string().trim().min(1, 'Ce texte est vide.').max(1000)

/** A text of several paragraphs (Markdown where the description says so). */
export const prose = z.string().trim().min(1, 'Ce texte est vide.').max(60_000)

/** An amount: « 3 500,00 € » in the file that people write, whole cents once parsed (and when a version is read again). */
export const centimes = z
  .union([
    z.int().min(0).max(MONTANT_MAXIMAL),
    z.string().regex(/€\s*$/u, 'Écrivez le montant avec son signe, par exemple «\u00a03 500,00 €\u00a0».'),
  ])
  .transform((valeur, contexte) => {
    const cents = typeof valeur === 'number' ? valeur : lireMontant(valeur)
    if (cents !== undefined) return cents
    contexte.addIssue({
      code: 'custom',
      message: 'Ce montant ne se lit pas\u00a0: écrivez par exemple «\u00a03 500,00 €\u00a0».',
    })
    return z.NEVER
  })

/** A role of `ROLES`. */
export const role = z.enum(Object.keys(ROLES) as [Role, ...Role[]]) // the keys of a constant, non-empty object

export const TYPES_QUESTION = [
  'texte',
  'texte_long',
  'entier',
  'montant',
  'date',
  'oui_non',
  'choix',
  'choix_multiple',
  'courriel',
  'telephone',
  'siret',
  'uai',
  'iban',
  'fichier',
  'table',
] as const
export type TypeQuestion = (typeof TYPES_QUESTION)[number]

const reference = z
  .string()
  .regex(
    /^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$/,
    'Nommez une question\u00a0: «\u00a0question\u00a0» ou «\u00a0section.question\u00a0».',
  )

const valeurSimple = z.union([z.string(), z.number(), z.boolean()])

/** When something is shown: a small union of data, never code. `question` is an id of the same section, or `section.question`. */
export type Condition =
  | { question: string; egal: string | number | boolean }
  | { question: string; parmi: (string | number | boolean)[] }
  | { question: string; renseigne: boolean }
  | { et: Condition[] }
  | { ou: Condition[] }
  | { non: Condition }

export const schemaCondition: z.ZodType<Condition> = z
  .lazy(() =>
    z.union(
      [
        z.strictObject({ question: reference, egal: valeurSimple }),
        z.strictObject({ question: reference, parmi: z.array(valeurSimple).min(1) }),
        z.strictObject({ question: reference, renseigne: z.boolean() }),
        z.strictObject({ et: z.array(schemaCondition).min(1) }),
        z.strictObject({ ou: z.array(schemaCondition).min(1) }),
        z.strictObject({ non: schemaCondition }),
      ],
      {
        error:
          'Une condition s’écrit «\u00a0question\u00a0» avec «\u00a0egal\u00a0», «\u00a0parmi\u00a0» ou «\u00a0renseigne\u00a0», ou bien «\u00a0et\u00a0», «\u00a0ou\u00a0», «\u00a0non\u00a0».',
      },
    ),
  )
  .meta({ id: 'condition' })

export const schemaChoix = z.strictObject({ valeur: identifiant, libelle: phrase, aide: phrase.optional() })

// For an amount, the YAML says euros: « 10 000 € ».
const borne = z.union([z.int(), centimes])

const champ = {
  id: identifiant,
  libelle: phrase.meta({ description: 'La question telle qu’elle est lue.' }),
  aide: phrase.optional().meta({ description: 'Une ou deux phrases sous la question.' }),
  obligatoire: z.boolean().default(true),
  siVide: phrase
    .optional()
    .meta({ description: 'La phrase d’erreur quand la réponse manque\u00a0: «\u00a0Indiquez …\u00a0».' }),
  min: borne.optional().meta({ description: 'Valeur (nombres, centimes), caractères (textes), lignes (tables).' }),
  max: borne.optional(),
  unite: z
    .string()
    .max(30)
    .optional()
    .meta({ description: 'Affichée après le champ\u00a0: «\u00a0Mb/s\u00a0», «\u00a0élèves\u00a0»…' }),
  choix: z.array(schemaChoix).optional(),
  catalogue: identifiant.optional().meta({ description: 'Volet du catalogue dont les articles sont les choix.' }),
}

export const schemaColonne = z.strictObject({
  ...champ,
  type: z.enum(TYPES_QUESTION).exclude(['fichier', 'table']),
})
export type Colonne = z.infer<typeof schemaColonne>

export const schemaQuestion = z.strictObject({
  ...champ,
  type: z.enum(TYPES_QUESTION),
  si: schemaCondition.optional(),
  auPlus: identifiant.optional().meta({ description: 'Nombre d’une autre question de la section à ne pas dépasser.' }),
  egaleNombreEcoles: z.boolean().optional().meta({ description: 'Doit égaler le nombre d’écoles du dossier.' }),
  colonnes: z.array(schemaColonne).optional(),
  total: z
    .strictObject({ libelle: phrase, produit: z.array(identifiant).min(1).max(3) })
    .optional()
    .meta({ description: 'Table\u00a0: somme, sur les lignes, du produit des colonnes nommées. Jamais saisi.' }),
})
export type Question = z.infer<typeof schemaQuestion>

export const schemaSection = z.strictObject({
  id: identifiant,
  titre: phrase,
  aide: prose.optional().meta({ description: 'Introduction de la section (Markdown).' }),
  par: z.enum(['dossier', 'ecole']),
  redacteurs: z.array(role).min(1),
  si: schemaCondition.optional(),
  questions: z.array(schemaQuestion).min(1),
})
export type Section = z.infer<typeof schemaSection>
