import { euros, lireMontant, MONTANT_ILLISIBLE, MONTANT_MAXIMAL } from '../montants.ts'
import { ligneUnique } from './texte-propre.ts'
import { type TypeDeQuestion, texteBrut, texteSaisi } from './type.ts'

/** An amount in euros, kept in whole cents. */
export const montant: TypeDeQuestion = {
  analyser: (saisie, q) => {
    const lu = ligneUnique(texteSaisi(saisie))
    if (lu === '') return { valeur: null }
    const cents = lireMontant(lu, { negatif: (q.min ?? 0) < 0 })
    return cents === undefined ? { erreur: MONTANT_ILLISIBLE } : { valeur: cents }
  },
  verifier: (valeur, q) => {
    if (typeof valeur !== 'number') return MONTANT_ILLISIBLE
    // Only a program sends a number: it is spoken to in its own unit.
    if (!Number.isSafeInteger(valeur)) return 'Un montant s’écrit en centimes entiers, par exemple 125050.'
    const [min, max] = [q.min ?? 0, q.max ?? MONTANT_MAXIMAL]
    if (valeur < min)
      return min === 0 ? 'Un montant ne peut pas être négatif.' : `Indiquez un montant d’au moins ${euros(min)}.`
    if (valeur > max) return `Indiquez un montant de ${euros(max)} au plus\u202f: vous avez indiqué ${euros(valeur)}.`
    return undefined
  },
  afficher: (valeur) =>
    typeof valeur === 'number' && Number.isSafeInteger(valeur) ? euros(valeur) : texteBrut(valeur),
  schemaJson: (q) => ({
    type: 'integer',
    minimum: q.min ?? 0,
    maximum: q.max ?? MONTANT_MAXIMAL,
    description: 'Centimes.',
  }),
}
