import { z } from 'zod'
import { phraseArrondir } from './arrondir.ts'
import { MONTANT_ILLISIBLE } from './montants.ts'

/** Shapes that several acts' inputs share. Plain wire schemas: the OpenAPI document is made from them. */
export const jour = z.iso.date({ error: 'Indiquez le jour, le mois et l’année, par exemple 15 3 2025.' })
export const instant = z.iso.datetime({ offset: true, error: 'Indiquez une date et une heure.' })
export const texteCourt = z
  .string()
  .trim()
  .min(1, { error: 'Renseignez ce champ.' })
  .max(300, { error: '300 caractères au plus.' })
export const texteLong = z
  .string()
  .trim()
  .min(1, { error: 'Renseignez ce champ.' })
  .max(10_000, { error: '10 000 caractères au plus.' })
export const motif = z
  .string()
  .trim()
  .min(3, { error: 'Indiquez un motif en quelques mots.' })
  .max(4000, { error: '4 000 caractères au plus.' })
/** A whole number: who wrote « 12,5 » is told the ones beside it. */
export const entier = z.int({
  error: ({ input }) =>
    input === undefined
      ? undefined
      : (phraseArrondir(String(input)) ?? 'Indiquez un nombre entier en chiffres, par exemple 5.'),
})
/** Whole cents. Only a program sends a number: who typed a text hears of euros. */
export const centimesEntiers = z.int({
  error: ({ input }) => (typeof input === 'string' ? MONTANT_ILLISIBLE : 'Indiquez un montant en centimes entiers.'),
})
export const cents = centimesEntiers.min(0, { error: 'Un montant ne peut pas être négatif.' }).max(100_000_000_000)
export const piece = z.uuid({ error: 'Joignez la pièce demandée.' })
export const codeUai = z
  .string()
  .regex(/^\d{7}[A-Z]$/i, { error: 'Indiquez un numéro UAI : sept chiffres et une lettre, par exemple 0380032D.' })
export const adresse = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .regex(/^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;"]+$/, {
    error: 'Indiquez une adresse électronique, par exemple mairie@exemple.fr.',
  })
export const personneNommee = z.strictObject({ nom: texteCourt, qualite: texteCourt })
export const vide = z.strictObject({})
