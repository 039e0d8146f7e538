import { compacter } from './texte.ts'

const FORME = /^(?:0[1-9]|[1-8]\d|9[0-5]|2[AB])\d{3}$|^9[78]\d{3}$/

/** Five characters, always text: « 01004 », « 2A004 ». */
export const normaliserInsee = (texte: string): string => compacter(texte)

/** The sentence that says what is wrong with a commune's INSEE code, or nothing (source: code officiel géographique). */
export function verifierInsee(texte: string): string | undefined {
  const code = normaliserInsee(texte)
  if (!FORME.test(code) || code.startsWith('20'))
    return 'Le code INSEE d’une commune compte 5 caractères, par exemple 38563 ou 2A004\u202f; ce n’est pas le code postal.'
  return undefined
}

/** The commune of a municipal arrondissement of Paris, Lyon or Marseille (the directories use them); else the code itself. */
export function communeDe(code: string): string {
  const n = Number(code)
  if (n >= 75101 && n <= 75120) return '75056'
  if (n >= 69381 && n <= 69389) return '69123'
  if (n >= 13201 && n <= 13216) return '13055'
  return code
}

/** The département of a commune's code: « 38 », « 2A », « 974 ». */
export const departementDe = (code: string): string => code.slice(0, /^9[78]/.test(code) ? 3 : 2)
