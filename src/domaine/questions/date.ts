import { estJour, lireJour } from '../calendrier.ts'
import { dateSimple } from '../francais.ts'
import { ligneUnique } from './texte-propre.ts'
import { type TypeDeQuestion, texteBrut, texteSaisi } from './type.ts'

const EXEMPLE = 'par exemple 15/03/2025'

/** A day of the calendar between 1900 and 2100, kept as `YYYY-MM-DD`. */
export const date: TypeDeQuestion = {
  analyser: (saisie) => {
    const lu = ligneUnique(texteSaisi(saisie))
    if (lu === '') return { valeur: null }
    const jour = lireJour(lu)
    return jour ? { valeur: jour } : { erreur: `Indiquez une date qui existe, jour, mois et année, ${EXEMPLE}.` }
  },
  verifier: (valeur) => {
    if (typeof valeur !== 'string' || !estJour(valeur))
      return `Indiquez une date qui existe, ${EXEMPLE} (dans l’API\u00a0: 2025-03-15).`
    return valeur < '1900-01-01' || valeur > '2100-12-31' ? `Vérifiez l’année, ${EXEMPLE}.` : undefined
  },
  afficher: (valeur) => (typeof valeur === 'string' && estJour(valeur) ? dateSimple(valeur) : texteBrut(valeur)),
  schemaJson: () => ({ type: 'string', format: 'date' }),
}
