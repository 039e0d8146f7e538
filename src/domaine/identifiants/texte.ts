const INVISIBLES = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu

/** Drops what a copy and paste brings unseen (marks of direction, zero-width characters), and the spaces at both ends. */
export const epurer = (texte: string): string => texte.replace(INVISIBLES, '').trim()

/** The same, without any space, dot or hyphen between characters, in capitals. */
export const compacter = (texte: string): string =>
  epurer(texte)
    .replace(/[\s.\-\u2010-\u2015]+/gu, '')
    .toUpperCase()

/** « 14 chiffres »: a count with its noun. */
export const chiffres = (n: number): string => `${n} chiffre${n > 1 ? 's' : ''}`
