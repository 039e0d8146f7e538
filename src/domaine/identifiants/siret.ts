import { luhn } from './luhn.ts'
import { verifierSiren } from './siren.ts'
import { compacter } from './texte.ts'

/** Fourteen digits without spaces. */
export const normaliserSiret = (texte: string): string => compacter(texte)

/** « 213 801 855 00015 », with U+00A0. */
export const formaterSiret = (siret: string): string =>
  siret.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, '$1\u00a0$2\u00a0$3\u00a0$4')

/** The SIREN of the organisation that owns the establishment. */
export const sirenDe = (siret: string): string => normaliserSiret(siret).slice(0, 9)

/** The sentence that says what is wrong with a SIRET, or nothing (source: INSEE; La Poste's establishments have their own key). */
export function verifierSiret(texte: string): string | undefined {
  const siret = normaliserSiret(texte)
  if (!/^\d+$/.test(siret))
    return 'Le numéro SIRET ne contient que des chiffres, par exemple 213\u00a0801\u00a0855\u00a000015.'
  if (siret.length === 9)
    return 'C’est un numéro SIREN\u00a0: ajoutez les 5 chiffres de l’établissement pour obtenir le SIRET, qui en compte 14.'
  if (siret.length !== 14) return `Le numéro SIRET compte 14 chiffres\u202f; vous en avez saisi ${siret.length}.`
  if (siret.startsWith('356000000') && somme(siret) % 5 === 0) return undefined
  if (verifierSiren(siret.slice(0, 9)) || !luhn(siret))
    return `Le numéro SIRET ${formaterSiret(siret)} n’existe pas\u00a0: sa clé de contrôle est fausse. Vérifiez ses 14 chiffres un à un.`
  return undefined
}

const somme = (numero: string): number => [...numero].reduce((s, c) => s + Number(c), 0)
