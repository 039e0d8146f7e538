/** A JSON value: what an answer is in the base, in the API and in the frozen versions. */
export type Json = string | number | boolean | null | Json[] | { [cle: string]: Json }

/** The answers of one section, by question. An answer may be partial or wrong: `completude` says so. */
export type ReponsesSection = { [question: string]: Json }

/** Answers of the schools: UAI → section → question. */
export type ReponsesEcoles = { [uai: string]: { [section: string]: ReponsesSection } }

/** All the answers of a dossier: `{ commune: { contact_nom }, ecoles: { '0381234A': { presentation: { nb_classes } } } }`. */
export type Reponses = { [section: string]: ReponsesSection | ReponsesEcoles }

/** The key that holds the schools' answers; no section may take this name. */
export const ECOLES = 'ecoles'

/** The answers of one section, of the dossier or of one school; never undefined. */
export function reponsesDe(reponses: Reponses, section: string, uai?: string): ReponsesSection {
  if (uai === undefined) return objet(propre(reponses, section))
  return objet(propre(objet(propre(objet(propre(reponses, ECOLES)), uai)), section))
}

/** One answer, or undefined. */
export const reponse = (reponses: Reponses, section: string, question: string, uai?: string): Json | undefined =>
  propre(reponsesDe(reponses, section, uai), question)

const propre = <T>(o: { [cle: string]: T }, cle: string): T | undefined => (Object.hasOwn(o, cle) ? o[cle] : undefined)

// Stored answers were checked by `nettoyer`; anything that is no object here is read as no answer.
const objet = (x: unknown): { [cle: string]: Json } =>
  typeof x === 'object' && x !== null && !Array.isArray(x) ? (x as { [cle: string]: Json }) : {}
