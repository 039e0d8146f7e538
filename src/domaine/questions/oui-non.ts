import { ligneUnique } from './texte-propre.ts'
import { type TypeDeQuestion, texteBrut, texteSaisi } from './type.ts'

const REPONSES: Readonly<Record<string, boolean>> = {
  oui: true,
  true: true,
  '1': true,
  non: false,
  false: false,
  '0': false,
}

/** Yes or no. */
export const ouiNon: TypeDeQuestion = {
  analyser: (saisie) => {
    const lu = ligneUnique(texteSaisi(saisie)).toLowerCase()
    if (lu === '') return { valeur: null }
    const valeur = Object.hasOwn(REPONSES, lu) ? REPONSES[lu] : undefined
    return valeur === undefined ? { erreur: 'Répondez par oui ou par non.' } : { valeur }
  },
  verifier: (valeur) => (typeof valeur === 'boolean' ? undefined : 'Répondez par oui ou par non.'),
  afficher: (valeur) => (valeur === true ? 'Oui' : valeur === false ? 'Non' : texteBrut(valeur)),
  schemaJson: () => ({ type: 'boolean' }),
}
