/**
 * Puts the no-break spaces that French wants: U+202F before ; ! ? and between a number and its unit,
 * U+00A0 before : and inside « ». Texts that already have them are left alone. Idempotent.
 */
export const typographie = (texte: string): string =>
  texte
    .replace(/['’]/g, '’')
    .replace(/« */g, '«\u00a0')
    .replace(/«[\s\u00a0\u202f]+/g, '«\u00a0')
    .replace(/(?<![ \u00a0\u202f])[ \u00a0\u202f]+»/g, '\u00a0»')
    .replace(/(?<![ \u00a0\u202f])[ \u00a0\u202f]+([;!?])/g, '\u202f$1')
    .replace(/(\p{L}|\d|»)[ \u00a0\u202f]+:(?=\s|$)/gu, '$1\u00a0:')
    .replace(/(?<![\d,.])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)/g, (n) => n.replace(/[ \u00a0]/g, '\u202f'))
    .replace(/(\d)[ \u00a0\u202f]+([€%])/g, '$1\u00a0$2')
    .replace(/\b(n°|p\.|art\.|M\.|Mme|Mmes|MM\.|Dr) (?=\S)/gu, '$1\u00a0')
