/** Money is an integer number of cents everywhere. The largest amount a form accepts: ten billion euros. */
export const MONTANT_MAXIMAL = 1_000_000_000_000

/** What is said to somebody whose amount cannot be read. */
export const MONTANT_ILLISIBLE =
  'Indiquez un montant en euros, avec deux décimales au plus, par exemple 1\u202f250,50\u00a0€.'

const INVISIBLES = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu
const ESPACES = /[\s\u00a0\u2007\u2009\u202f]+/gu
const FORME = /^([-\u2212]?) ?(\d+|\d{1,3}(?: \d{3})+)(?:[.,](\d{1,2}))? ?(?:€|euros?|eur)?$/iu

/**
 * Reads « 1 234,50 € » as 123450 cents: any kind of space between groups of three digits, comma or dot, the euro sign or none.
 * `undefined`: not an amount, more than two decimals, beyond `MONTANT_MAXIMAL`, or negative when `negatif` is not asked.
 */
export function lireMontant(texte: string, options: { negatif?: boolean } = {}): number | undefined {
  if (texte.length > 40) return undefined
  const [, signe, entier, decimales] = FORME.exec(texte.replace(INVISIBLES, '').replace(ESPACES, ' ').trim()) ?? []
  if (entier === undefined || (signe && !options.negatif)) return undefined
  const chiffres = entier.replaceAll(' ', '')
  if (chiffres.length > 15) return undefined
  const cents = Number(chiffres) * 100 + Number((decimales ?? '').padEnd(2, '0'))
  if (cents > MONTANT_MAXIMAL) return undefined
  return signe && cents > 0 ? -cents : cents
}

/** « 17 030,00 € »: U+202F between thousands, U+00A0 before the sign, U+2212 for a minus. */
export const euros = (cents: number): string => `${nombreDecimal(cents)}\u00a0€`

/** « 17 030 € » when there are no cents, else as `euros`. For rates, ceilings and prose. */
export const eurosCourts = (cents: number): string => euros(cents).replace(',00\u00a0€', '\u00a0€')

/** « 17030,50 »: what goes back into a text field; `lireMontant` reads it again. */
export const montantSaisi = (cents: number): string =>
  `${cents < 0 ? '-' : ''}${Math.trunc(Math.abs(cents) / 100)},${String(Math.abs(cents) % 100).padStart(2, '0')}`

/** « 1 234 », « 78,33 »: U+202F between thousands, two decimals at most. */
export const nombre = (n: number): string => {
  const [entier = '', decimales] = String(Math.round(Math.abs(n) * 100) / 100).split('.')
  return `${n < 0 ? '\u2212' : ''}${entier.replace(/\B(?=(?:\d{3})+$)/g, '\u202f')}${decimales ? `,${decimales}` : ''}`
}

function nombreDecimal(cents: number): string {
  if (!Number.isSafeInteger(cents)) throw new RangeError(`Not an integer number of cents: ${cents}`)
  const absolu = Math.abs(cents)
  return `${cents < 0 ? '\u2212' : ''}${nombre(Math.trunc(absolu / 100))},${String(absolu % 100).padStart(2, '0')}`
}

/** `montant` × `numerateur` / `denominateur`, exact, halves rounded away from zero (up, for amounts). All integers. */
export function fraction(montant: number, numerateur: number, denominateur: number): number {
  const produit = BigInt(montant) * BigInt(numerateur)
  const diviseur = BigInt(denominateur)
  if (diviseur <= 0n) throw new RangeError('A fraction needs a positive denominator')
  const absolu = produit < 0n ? -produit : produit
  const arrondi = (2n * absolu + diviseur) / (2n * diviseur)
  return enNombre(produit < 0n ? -arrondi : arrondi)
}

/** The same, rounded towards zero: what must never exceed the exact value. */
export function fractionInferieure(montant: number, numerateur: number, denominateur: number): number {
  if (denominateur <= 0) throw new RangeError('A fraction needs a positive denominator')
  return enNombre((BigInt(montant) * BigInt(numerateur)) / BigInt(denominateur))
}

function enNombre(cents: bigint): number {
  const nombre = Number(cents)
  if (!Number.isSafeInteger(nombre)) throw new RangeError('An amount beyond what a number holds exactly')
  return nombre
}

/**
 * Shares `total` (cents, possibly negative) in proportion of non-negative integer weights: the parts always add up to the whole.
 * Largest remainder; ties go to the first. Equal shares when every weight is zero.
 */
export function repartir(total: number, poids: readonly number[]): number[] {
  if (poids.length === 0) return []
  const somme = poids.reduce((s, p) => s + BigInt(p), 0n)
  if (somme === 0n)
    return repartir(
      total,
      poids.map(() => 1),
    )
  const absolu = BigInt(Math.abs(total))
  const parts = poids.map((p, rang) => ({
    rang,
    part: (absolu * BigInt(p)) / somme,
    reste: (absolu * BigInt(p)) % somme,
  }))
  const manque = Number(absolu - parts.reduce((s, p) => s + p.part, 0n))
  const servis = new Set(
    [...parts]
      .sort((a, b) => (a.reste === b.reste ? a.rang - b.rang : a.reste < b.reste ? 1 : -1))
      .slice(0, manque)
      .map((p) => p.rang),
  )
  return parts.map((p) => {
    const part = Number(p.part) + (servis.has(p.rang) ? 1 : 0)
    return total < 0 && part > 0 ? -part : part
  })
}

/** Nearest whole cents within ±`MONTANT_MAXIMAL`, 0 for what is no number: draft answers are kept before they are valid. */
export const borner = (montant: number): number =>
  Number.isNaN(montant) ? 0 : Math.min(MONTANT_MAXIMAL, Math.max(-MONTANT_MAXIMAL, Math.round(montant)))

/** Sum of cents. */
export const somme = (montants: readonly number[]): number => montants.reduce((s, m) => s + m, 0)
