import { phraseArrondir } from '../arrondir.ts'
import { nombre } from '../montants.ts'
import { ligneUnique } from './texte-propre.ts'
import { type Champ, type TypeDeQuestion, texteBrut, texteSaisi } from './type.ts'

const exemple = (q: Champ) => nombre(Math.max(q.min ?? 1, Math.min(q.max ?? 5, 5)))
const enEntier = (q: Champ) => `Indiquez un nombre entier en chiffres, par exemple ${exemple(q)}.`

/** A whole number. « 1 200 », « 12,0 » and « 25 élèves » written with their unit are read; « 12,5 » is refused with the whole numbers
 * beside it, never rounded; « 1.000 » may be a thousand: it is asked again. */
export const entier: TypeDeQuestion = {
  analyser: (saisie, q) => {
    const lu = ligneUnique(texteSaisi(saisie))
    if (lu === '') return { valeur: null }
    const sansUnite = q.unite && lu.toLowerCase().endsWith(q.unite.toLowerCase()) ? lu.slice(0, -q.unite.length) : lu
    const compact = sansUnite
      .replace(/\s/gu, '')
      .replace(/[.,](?!000$)0+$/, '')
      .replace(/^\u2212/, '-')
    if (/^[+-]?\d+[.,]\d+$/.test(compact)) return { erreur: phraseArrondir(compact, q) ?? enEntier(q) }
    if (!/^[+-]?\d{1,12}$/.test(compact))
      return { erreur: `Indiquez un nombre en chiffres, par exemple ${exemple(q)}.` }
    return { valeur: Number(compact) + 0 }
  },
  verifier: (valeur, q) => {
    if (typeof valeur !== 'number' || !Number.isSafeInteger(valeur))
      return phraseArrondir(texteBrut(valeur), q) ?? enEntier(q)
    if (q.min !== undefined && valeur < q.min)
      return `Indiquez un nombre d’au moins ${nombre(q.min)}\u202f: vous avez indiqué ${nombre(valeur)}.`
    if (q.max !== undefined && valeur > q.max)
      return `Indiquez un nombre de ${nombre(q.max)} au plus\u202f: vous avez indiqué ${nombre(valeur)}.`
    return undefined
  },
  afficher: (valeur, q) =>
    typeof valeur === 'number' ? `${nombre(valeur)}${q.unite ? `\u00a0${q.unite}` : ''}` : texteBrut(valeur),
  schemaJson: (q) => ({
    type: 'integer',
    ...(q.min === undefined ? {} : { minimum: q.min }),
    ...(q.max === undefined ? {} : { maximum: q.max }),
  }),
}
