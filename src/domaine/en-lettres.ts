const UNITES = [
  'zéro',
  'un',
  'deux',
  'trois',
  'quatre',
  'cinq',
  'six',
  'sept',
  'huit',
  'neuf',
  'dix',
  'onze',
  'douze',
  'treize',
  'quatorze',
  'quinze',
  'seize',
  'dix-sept',
  'dix-huit',
  'dix-neuf',
]
const DIZAINES = [
  '',
  '',
  'vingt',
  'trente',
  'quarante',
  'cinquante',
  'soixante',
  'soixante',
  'quatre-vingt',
  'quatre-vingt',
]

/** « dix-sept mille trente euros et cinquante centimes »: the amount of an agreement, in the traditional spelling. Cents. */
export function enLettres(cents: number): string {
  if (!Number.isSafeInteger(cents)) throw new RangeError(`Not an integer number of cents: ${cents}`)
  if (cents < 0) return `moins ${enLettres(-cents)}`
  const entier = Math.trunc(cents / 100)
  const centimes = cents % 100
  const fin = `${nombreEnLettres(centimes)} centime${centimes > 1 ? 's' : ''}`
  if (entier === 0 && centimes > 0) return `${fin} d’euro`
  // « un million d’euros », but « un million deux cents euros ».
  const liaison = entier >= 1_000_000 && entier % 1_000_000 === 0 ? 'd’euros' : entier > 1 ? 'euros' : 'euro'
  return `${nombreEnLettres(entier)} ${liaison}${centimes > 0 ? ` et ${fin}` : ''}`
}

/** A non-negative integer in words: « quatre-vingts », « deux cent mille », « vingt et un ». */
export function nombreEnLettres(n: number): string {
  if (n < 1000) return centaines(n, true)
  for (const [seuil, mot] of [
    [1_000_000_000, 'milliard'],
    [1_000_000, 'million'],
  ] as const) {
    if (n < seuil) continue
    const combien = Math.trunc(n / seuil)
    return suite(`${nombreEnLettres(combien)} ${mot}${combien > 1 ? 's' : ''}`, n % seuil)
  }
  const milliers = Math.trunc(n / 1000)
  // « mille » is a numeral: « deux cent mille », without the s that « deux cents millions » keeps.
  return suite(milliers === 1 ? 'mille' : `${centaines(milliers, false)} mille`, n % 1000)
}

const suite = (debut: string, reste: number): string => (reste === 0 ? debut : `${debut} ${nombreEnLettres(reste)}`)

function centaines(n: number, final: boolean): string {
  const c = Math.trunc(n / 100)
  const reste = n % 100
  if (c === 0) return dizaines(reste, final)
  const debut = c === 1 ? 'cent' : `${UNITES[c]} cent`
  if (reste === 0) return c > 1 && final ? `${debut}s` : debut
  return `${debut} ${dizaines(reste, final)}`
}

function dizaines(n: number, final: boolean): string {
  const d = Math.trunc(n / 10)
  if (d < 2) return UNITES[n] ?? ''
  const unite = d === 7 || d === 9 ? (n % 10) + 10 : n % 10
  const mot = DIZAINES[d] ?? ''
  if (unite === 0) return d === 8 && final ? 'quatre-vingts' : mot
  return `${mot}${(unite === 1 || unite === 11) && d < 8 ? ' et ' : '-'}${UNITES[unite]}`
}
