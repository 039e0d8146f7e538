const PROFONDEUR = 40
// Control characters other than tab and line ends: no keyboard types them, and PostgreSQL refuses NUL in a text.
const CONTROLES = /(?![\t\n\r])\p{Cc}/gu

/** A text made storable: no control character, no half of an emoji. */
export const assainirTexte = (texte: string): string => texte.replace(CONTROLES, '').toWellFormed()

/** Received data made storable: no control character, no half of an emoji, no absurd depth (400). Keys and
 * values alike; the shape stays, rules judge the rest. */
export const assainirCorps = (x: unknown, profondeur = 0): unknown => {
  if (profondeur > PROFONDEUR) throw Object.assign(new Error('too deep'), { statusCode: 400 })
  if (typeof x === 'string') return assainirTexte(x)
  if (Array.isArray(x)) return x.map((y) => assainirCorps(y, profondeur + 1))
  if (typeof x !== 'object' || x === null || Buffer.isBuffer(x)) return x
  return Object.fromEntries(Object.entries(x).map(([k, v]) => [assainirTexte(k), assainirCorps(v, profondeur + 1)]))
}
