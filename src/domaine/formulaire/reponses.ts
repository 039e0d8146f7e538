/** A JSON value: what an answer is in the base, in the API and in the frozen versions. */
export type Json = string | number | boolean | null | Json[] | { [cle: string]: Json }

/** The answers of one section, by question. An answer may be partial or wrong: `completude` says so. */
export type ReponsesSection = { [question: string]: Json }

/** All the answers of a dossier: `{ commune: { contact_nom }, ecoles: { '0381234A': { presentation: { nb_classes } } } }`. */
export type Reponses = {
  ecoles?: { [uai: string]: { [section: string]: ReponsesSection } }
} & { [section: string]: ReponsesSection | { [uai: string]: { [section: string]: ReponsesSection } } | undefined }
