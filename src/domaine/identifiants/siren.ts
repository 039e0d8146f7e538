import { luhn } from './luhn.ts'
import { chiffres, compacter } from './texte.ts'

/** Nine digits without spaces. */
export const normaliserSiren = (texte: string): string => compacter(texte)

/** « 213 801 855 », with U+00A0 */
export const formaterSiren = (siren: string): string => siren.replace(/\B(?=(?:\d{3})+$)/g, '\u00a0')

/** The sentence that says what is wrong with a SIREN, or nothing (source: INSEE, Luhn's key). */
export function verifierSiren(texte: string): string | undefined {
  const siren = normaliserSiren(texte)
  if (!/^\d+$/.test(siren)) return 'Le numéro SIREN ne contient que des chiffres, par exemple 213\u00a0801\u00a0855.'
  if (siren.length === 14) return 'C’est un numéro SIRET\u00a0: le SIREN en est les 9 premiers chiffres.'
  if (siren.length !== 9) return `Le numéro SIREN compte 9 chiffres\u202f; vous en avez saisi ${siren.length}.`
  if (siren === '000000000' || !luhn(siren))
    return `Le numéro SIREN ${formaterSiren(siren)} n’existe pas\u00a0: sa clé de contrôle est fausse. Vérifiez ses ${chiffres(9)} un à un.`
  return undefined
}
