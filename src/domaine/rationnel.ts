/** An exact fraction, reduced, with a positive denominator. Written « 235/3 » in JSON. */
export type Rationnel = { n: bigint; d: bigint }

/** `n` / `d` reduced; a denominator that is not positive is a bug (throws). */
export function rationnel(n: bigint, d = 1n): Rationnel {
  if (d <= 0n) throw new RangeError('A fraction needs a positive denominator')
  let [a, b] = [n < 0n ? -n : n, d]
  while (b > 0n) [a, b] = [b, a % b]
  return { n: n / a, d: d / a }
}

/** Reads « 235/3 », « 78.33 » or a number as written (0.1 is a tenth). Anything else is a bug. */
export function lireRationnel(texte: string | number): Rationnel {
  const [, signe, entier, decimales = '', diviseur] = /^(-?)(\d+)(?:\.(\d+))?(?:\/(\d+))?$/.exec(String(texte)) ?? []
  if (entier === undefined) throw new RangeError(`Not a fraction: ${texte}`)
  const n = BigInt(entier + decimales) * (signe ? -1n : 1n)
  return rationnel(n, 10n ** BigInt(decimales.length) * BigInt(diviseur ?? 1))
}

/** « 235/3 », as `lireRationnel` reads it. */
export const ecrireRationnel = ({ n, d }: Rationnel): string => `${n}/${d}`
export const ajouter = (a: Rationnel, b: Rationnel): Rationnel => rationnel(a.n * b.d + b.n * a.d, a.d * b.d)
export const multiplier = (a: Rationnel, b: Rationnel): Rationnel => rationnel(a.n * b.n, a.d * b.d)
/** By zero or less: a bug (throws). */
export const diviser = (a: Rationnel, b: Rationnel): Rationnel => rationnel(a.n * b.d, a.d * b.n)

/** -1, 0 or 1, exactly. */
export function comparer(a: Rationnel, b: Rationnel): number {
  const ecart = a.n * b.d - b.n * a.d
  return ecart < 0n ? -1 : ecart > 0n ? 1 : 0
}

/** Nearest number with this many decimals, halves up. For non-negative values, on screen and in the base only: never to compare. */
export const arrondir = ({ n, d }: Rationnel, decimales: number): number => {
  const echelle = 10n ** BigInt(decimales)
  return Number((2n * n * echelle + d) / (2n * d)) / Number(echelle)
}
