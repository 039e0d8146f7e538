import { epurer } from './texte.ts'

const OUTRE_MER = /^\+(?:262|590|594|596|508|687|689)\d{6,9}$/

/** « 0476003838 », or « +262… » overseas; brackets, dots and spaces dropped, +33 and 0033 understood. */
export function normaliserTelephone(texte: string): string {
  const brut = epurer(texte)
    .replace(/\(0\)/g, '')
    .replace(/[\s./()\-\u2010-\u2015]/gu, '')
    .replace(/^00/, '+')
  return brut.replace(/^\+330?(?=\d{9}$)/, '0')
}

/** « 04 76 00 38 38 », with U+00A0. */
export function formaterTelephone(texte: string): string {
  const numero = normaliserTelephone(texte)
  return /^0\d{9}$/.test(numero) ? numero.replace(/(\d{2})(?=\d)/g, '$1\u00a0') : numero
}

/** The sentence that says what is wrong with a French telephone number, or nothing. */
export function verifierTelephone(texte: string): string | undefined {
  const numero = normaliserTelephone(texte)
  if (/^0[1-9]\d{8}$/.test(numero) || OUTRE_MER.test(numero)) return undefined
  if (/^\d+$/.test(numero) && numero.length !== 10)
    return `Le numéro de téléphone compte 10 chiffres, par exemple 04\u00a076\u00a000\u00a038\u00a038\u202f; vous en avez saisi ${numero.length}.`
  return 'Le numéro de téléphone compte 10 chiffres et commence par 0, par exemple 04\u00a076\u00a000\u00a038\u00a038.'
}
