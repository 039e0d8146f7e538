// Kept: tab and line feed. Dropped: other C0 and C1 controls, marks of direction, zero-width spaces, BOM, soft hyphen, U+FFFE/FFFF.
// The zero-width joiner (U+200D) stays: it holds families of emoji together.
const INDESIRABLES =
  /(?![\t\n])\p{Cc}|[\u00ad\u061c\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/gu

/** Text that can be kept, searched and printed: one kind of line end, no control or direction mark, composed accents. */
export const proprifier = (texte: string): string =>
  texte
    .toWellFormed()
    .replace(/\r\n?|[\u2028\u2029]/gu, '\n')
    .replace(INDESIRABLES, '')
    .normalize('NFC')

/** The same on one line, without spaces at the ends. */
export const ligneUnique = (texte: string): string =>
  proprifier(texte)
    .replace(/\s+/gu, (blancs) => (/[\n\t]/.test(blancs) ? ' ' : blancs))
    .trim()

/** The same on several lines, without spaces at the ends of lines nor more than one blank line. */
export const paragraphes = (texte: string): string =>
  proprifier(texte)
    .replace(/(?<![ \t])[ \t]+$/gmu, '') // begun once per run of spaces: a text made of them costs no more than its length
    .replace(/\n{3,}/gu, '\n\n')
    .trim()

/** Characters as a reader counts them: an accented letter or an emoji is one code point at least, never half of one. */
export const longueur = (texte: string): number => [...texte].length
