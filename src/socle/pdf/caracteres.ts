/** Shown in place of a character that no font can draw. PDF/UA refuses the whole document otherwise. */
const inconnu = '▯'

/** Directional controls could show a text in another order than the one it was typed in; they are never kept. */
const directions = [0x61c, 0x200e, 0x200f, [0x202a, 0x202e], [0x2066, 0x2069]] as const
/** Control characters, and marks that draw nothing: readers of the text would lose the letter beside them. */
const muets = [
  [0, 8],
  [0xe, 0x1f],
  [0x7f, 0x9f],
  0xad,
  0x200b,
  0x200c,
  0x2060,
  0xfeff,
  [0xfff9, 0xfffb],
  [0xfffe, 0xffff],
] as const
/** Spaces, and what joins emojis. */
const invisibles = [[9, 0xa], 0x20, 0xa0, [0x2000, 0x200a], 0x200d, 0x202f, 0x205f, 0x3000, [0xfe0e, 0xfe0f]] as const
/** A joiner anywhere but after an emoji. */
const jointSeul = /(?<!\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)\u200d/gu
/** Line and paragraph separators, vertical tab, form feed. */
const finsDeLigne = [0x2028, 0x2029, 0xb, 0xc] as const

/** Makes every string of `donnees`, at any depth, drawable with the fonts that cover `couverts`. */
export function assainir(donnees: unknown, couverts: (point: number) => boolean): unknown {
  if (typeof donnees === 'string') return dessinable(donnees, couverts)
  if (Array.isArray(donnees)) return donnees.map((x) => assainir(x, couverts))
  if (typeof donnees !== 'object' || donnees === null) return donnees
  return Object.fromEntries(Object.entries(donnees).map(([cle, x]) => [cle, assainir(x, couverts)]))
}

function dessinable(texte: string, couverts: (point: number) => boolean): string {
  let sortie = ''
  const uni = texte.normalize('NFC').toWellFormed().replace(/\r\n?/g, '\n').replace(jointSeul, '')
  for (const c of uni) {
    const point = c.codePointAt(0) ?? 0
    if (dans(finsDeLigne, point)) sortie += '\n'
    else if (dans(directions, point) || dans(muets, point)) continue
    else sortie += dans(invisibles, point) || couverts(point) ? c : inconnu
  }
  return sortie
}

const dans = (plages: readonly (number | readonly [number, number])[], point: number): boolean =>
  plages.some((p) => (typeof p === 'number' ? p === point : point >= p[0] && point <= p[1]))
