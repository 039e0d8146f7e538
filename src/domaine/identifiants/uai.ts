import { compacter } from './texte.ts'

// 23 letters: neither I, nor O, nor Q.
const LETTRES = 'ABCDEFGHJKLMNPRSTUVWXYZ'

/** Seven digits and the capital letter. */
export const normaliserUai = (texte: string): string => compacter(texte)

/** The control letter of the seven digits: their number modulo 23. */
export const lettreUai = (numero: string): string => LETTRES[Number(numero) % 23] ?? ''

/** The sentence that says what is wrong with a UAI (ex-RNE), or nothing (source: Éducation nationale). */
export function verifierUai(texte: string): string | undefined {
  const uai = normaliserUai(texte)
  if (/^\d{7}$/.test(uai)) return 'Il manque la lettre finale du numéro UAI, par exemple 0380032D.'
  if (!/^\d{7}[A-Z]$/.test(uai))
    return 'Le numéro UAI d’une école compte 7 chiffres et une lettre, par exemple 0380032D.'
  const attendue = lettreUai(uai.slice(0, 7))
  if (uai[7] !== attendue)
    return `Le numéro UAI ${uai} n’existe pas\u00a0: après ${uai.slice(0, 7)}, la lettre est ${attendue} et non ${uai[7]}. Vérifiez les chiffres et la lettre.`
  return undefined
}
