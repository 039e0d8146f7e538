import { lettreUai } from '../src/domaine/identifiants/uai.ts'

/** The numbers of the invented world: 0387000 to 0387999 is free in the official directory, and 0389xxx is left to the tests. */
export const uaiInvente = (rang: number): string => {
  const chiffres = String(387000 + rang).padStart(7, '0')
  return chiffres + lettreUai(chiffres)
}

/** Codes of invented inspection districts: after the schools. */
export const codeCirconscription = (rang: number): string => uaiInvente(950 + rang)

/** The schools of Voiron come first, its district too: the demonstration's accounts know them before the world is made. */
export const INSEE_VOIRON = '38563'
export const ECOLE_DE_LA_DIRECTRICE = uaiInvente(0)
export const CIRCONSCRIPTION_DE_VOIRON = codeCirconscription(0)
