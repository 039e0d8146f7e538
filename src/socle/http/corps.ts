/** What a form posted: a text per field, several for fields that share a name. */
export type Corps = Record<string, string | string[] | undefined>

/** What was posted under this name, to be shown again as it was; undefined when nothing was. The last one when the name is
 * repeated: a box after the hidden field that stands for it unticked. */
export const saisi = (corps: Corps | undefined, nom: string): string | undefined => {
  const v = corps && Object.hasOwn(corps, nom) ? corps[nom] : undefined
  return typeof v === 'string' ? v : v?.at(-1)
}

/** The version that a posted form was read on, as an input of its act; nothing when the form carried none. */
export const versionPostee = (corps: Corps | undefined): { version?: number } =>
  saisi(corps, 'version') === undefined ? {} : { version: Number(saisi(corps, 'version')) }

/** The same, trimmed, '' for nothing. */
export const texteDe = (corps: Corps | undefined, nom: string): string => saisi(corps, nom)?.trim() ?? ''

/** A whole number as typed, « 1 200 » included; any other text stays itself, so that the act says what is wrong with it. */
export const nombreOuTexte = (texte: string): number | string => {
  const compact = texte.replace(/\s/gu, '')
  return /^-?\d{1,15}$/.test(compact) ? Number(compact) : texte
}
