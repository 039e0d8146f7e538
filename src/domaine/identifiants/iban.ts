import { compacter } from './texte.ts'

// Lengths in the SEPA zone (source: IBAN registry, ISO 13616).
const LONGUEURS: Readonly<Record<string, number>> = {
  AD: 24,
  AT: 20,
  BE: 16,
  BG: 22,
  CH: 21,
  CY: 28,
  CZ: 24,
  DE: 22,
  DK: 18,
  EE: 20,
  ES: 24,
  FI: 18,
  FR: 27,
  GB: 22,
  GR: 27,
  HR: 21,
  HU: 28,
  IE: 22,
  IS: 26,
  IT: 27,
  LI: 21,
  LT: 20,
  LU: 20,
  LV: 21,
  MC: 27,
  MT: 31,
  NL: 18,
  NO: 15,
  PL: 28,
  PT: 25,
  RO: 24,
  SE: 24,
  SI: 19,
  SK: 24,
  SM: 27,
  VA: 22,
}
const BANQUE_DE_FRANCE = '30001'

/** Capitals without spaces. */
export const normaliserIban = (texte: string): string => compacter(texte).replace(/^IBAN:?/, '')

/** « FR76 3000 1007 … »: groups of four, with U+00A0. */
export const formaterIban = (iban: string): string => iban.replace(/.{4}(?=.)/g, '$&\u00a0')

/** « FR76 •••• 185 »: enough to recognise an account, not to use it. */
export const masquerIban = (iban: string): string => `${iban.slice(0, 4)}\u00a0••••\u00a0${iban.slice(-3)}`

/** The sentence that says what is wrong with an IBAN, or nothing (sources: ISO 13616, and the key of the French RIB). */
export function verifierIban(texte: string): string | undefined {
  const iban = normaliserIban(texte)
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(iban))
    return 'L’IBAN commence par deux lettres et deux chiffres, par exemple FR76\u00a0… Recopiez-le depuis le RIB.'
  const pays = iban.slice(0, 2)
  const longueur = LONGUEURS[pays]
  if (longueur === undefined) return `L’IBAN commence par «\u00a0${pays}\u00a0», qui n’est pas un pays de la zone SEPA.`
  if (iban.length !== longueur)
    return `Un IBAN qui commence par ${pays} compte ${longueur} caractères\u202f; vous en avez saisi ${iban.length}.`
  if (modulo97(iban.slice(4) + iban.slice(0, 4)) !== 1)
    return 'La clé de contrôle de l’IBAN est fausse\u00a0: un caractère a été mal recopié. Vérifiez-le depuis le RIB.'
  if ((pays === 'FR' || pays === 'MC') && !cleRibJuste(iban))
    return 'La clé RIB (les deux derniers chiffres) ne correspond pas au compte. Recopiez l’IBAN depuis le RIB.'
  return undefined
}

/** A warning, never a refusal: the accounts of communes and other local authorities are kept at Banque de France. */
export function avertirIban(texte: string): string | undefined {
  const iban = normaliserIban(texte)
  if (verifierIban(iban) || (iban.startsWith('FR') && iban.slice(4, 9) === BANQUE_DE_FRANCE)) return undefined
  return 'Ce compte n’est pas tenu à la Banque de France, comme le sont ceux des collectivités. Vérifiez-le avec votre comptable public.'
}

/** Capitals without spaces. */
export const normaliserBic = (texte: string): string => compacter(texte)

/** The sentence that says what is wrong with a BIC (ISO 9362), alone or beside its IBAN, or nothing. */
export function verifierBic(texte: string, iban?: string): string | undefined {
  const bic = normaliserBic(texte)
  if (!/^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/.test(bic))
    return 'Le BIC compte 8 ou 11 caractères, par exemple BDFEFRPPCCT.'
  const pays = iban === undefined ? '' : normaliserIban(iban).slice(0, 2)
  if (pays && bic.slice(4, 6) !== pays)
    return `Le BIC est celui d’une banque de «\u00a0${bic.slice(4, 6)}\u00a0» et l’IBAN commence par «\u00a0${pays}\u00a0»\u00a0: l’un des deux est faux.`
  return undefined
}

function cleRibJuste(iban: string): boolean {
  const bban = iban.slice(4)
  if (!/^\d{10}[A-Z0-9]{11}\d{2}$/.test(bban)) return false
  const compte = [...bban.slice(10, 21)].map(chiffreRib).join('')
  const cle = 97 - ((89 * Number(bban.slice(0, 5)) + 15 * Number(bban.slice(5, 10)) + 3 * Number(compte)) % 97)
  return cle === Number(bban.slice(21))
}

// AJ=1 BKS=2 CLT=3 … IRZ=9: A to I, then J to R, are 1 to 9, and S starts at 2.
function chiffreRib(c: string): string {
  const rang = c.charCodeAt(0) - 65
  if (rang < 0) return c
  return String(rang < 18 ? (rang % 9) + 1 : rang - 16)
}

function modulo97(texte: string): number {
  let reste = 0
  for (const c of texte) reste = Number(`${reste}${Number.parseInt(c, 36)}`) % 97
  return reste
}
