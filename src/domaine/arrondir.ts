import { enumerer } from './francais.ts'
import { nombre } from './montants.ts'

const DECIMAL = /^([+\u2212-]?)(\d{1,12})[.,](\d{1,12})$/

/**
 * What to write instead of « 12,5 » where a whole number is expected, among what the bounds allow. « 1.500 » may be meant as one
 * thousand five hundred: both readings are offered, none is chosen. `undefined`: not a number with decimals, or nothing to offer.
 */
export function phraseArrondir(
  texte: string,
  { min = -Infinity, max = Infinity }: { min?: number | undefined; max?: number | undefined } = {},
) {
  const [, signe, entier = '', decimales = ''] = DECIMAL.exec(texte.replace(/\s/gu, '')) ?? []
  if (signe === undefined) return undefined
  const facteur = signe === '-' || signe === '\u2212' ? -1 : 1
  const lu = facteur * Number(`${entier}.${decimales}`)
  const milliers = decimales.length === 3 && entier !== '0' && entier.length <= 3
  const permis = [
    ...new Set([Math.floor(lu), Math.ceil(lu), ...(milliers ? [facteur * Number(entier + decimales)] : [])]),
  ]
    .filter((n) => n >= min && n <= max)
    .map((n) => nombre(n + 0))
  if (permis.length === 0) return undefined
  return milliers
    ? `Indiquez un nombre entier, sans point ni virgule\u00a0: ${enumerer(permis, 'ou')}.`
    : `Indiquez un nombre entier. Arrondissez\u00a0: ${enumerer(permis, 'ou')}.`
}
