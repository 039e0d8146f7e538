import type { Article } from '../appel/schema.ts'
import type { Colonne, Question } from '../appel/schema-formulaire.ts'
import type { Json } from '../formulaire/reponses.ts'

/** What a question type needs to know of a question: a question of a section, or a column of a table. */
export type Champ = Colonne | Question

/** What a browser sends for one question: one field, several of the same name, or the rows of a table. */
export type Saisie = string | string[] | { [colonne: string]: string | string[] | undefined }[] | undefined

/** A parsed answer (`null`: nothing was answered), or the sentence that says what is wrong. */
export type Analyse = { valeur: Json } | { erreur: string }

/** Articles of the call, for questions whose choices come from the catalogue. */
export type Catalogue = readonly Article[]

/** One type of question owns its parsing, its errors, its reading and its place in the JSON Schema. All pure. */
export type TypeDeQuestion = {
  /** HTML form text → JSON value. Tolerant about spaces and signs; refuses what it cannot read. */
  analyser: (saisie: Saisie, question: Champ, catalogue: Catalogue) => Analyse
  /** What is wrong with a JSON value and what would be right, or nothing. Presence is not its business. */
  verifier: (valeur: Json, question: Champ, catalogue: Catalogue) => string | undefined
  /** A valid or invalid value as people read it. */
  afficher: (valeur: Json, question: Champ, catalogue: Catalogue) => string
  /** JSON Schema of a valid value, for OpenAPI. */
  schemaJson: (question: Champ, catalogue: Catalogue) => Record<string, unknown>
}

/** Is there no answer? Empty text, empty list, null, or an empty row. `false` and 0 are answers. */
export const estVide = (valeur: Json | undefined): boolean =>
  valeur === undefined ||
  valeur === null ||
  (typeof valeur === 'string' && valeur.trim() === '') ||
  (Array.isArray(valeur) && valeur.length === 0)

/** The single text of a form field; the last one when a name was sent twice. */
export const texteSaisi = (saisie: Saisie): string => {
  if (typeof saisie === 'string') return saisie
  const dernier = saisie?.at(-1)
  return typeof dernier === 'string' ? dernier : ''
}

/** Anything, as text: never « [object Object] ». */
export const texteBrut = (valeur: Json): string =>
  valeur === null
    ? ''
    : typeof valeur === 'string'
      ? valeur
      : typeof valeur === 'object'
        ? JSON.stringify(valeur)
        : String(valeur)
