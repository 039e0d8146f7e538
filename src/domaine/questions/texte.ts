import { nombre } from '../montants.ts'
import { ligneUnique, longueur, paragraphes } from './texte-propre.ts'
import { type Champ, type TypeDeQuestion, texteBrut, texteSaisi } from './type.ts'

/** Characters at most when the call says nothing. */
export const MAX_TEXTE = 200
export const MAX_TEXTE_LONG = 5000

const type = (lire: (texte: string) => string, maximum: number): TypeDeQuestion => ({
  analyser: (saisie) => ({ valeur: lire(texteSaisi(saisie)) || null }),
  verifier: (valeur, q) => {
    if (typeof valeur !== 'string') return 'Répondez par un texte.'
    return tropCourtOuLong(lire(valeur), q, maximum)
  },
  afficher: texteBrut,
  schemaJson: (q) => ({ type: 'string', ...(q.min ? { minLength: q.min } : {}), maxLength: q.max ?? maximum }),
})

const tropCourtOuLong = (texte: string, q: Champ, maximum: number): string | undefined => {
  const [taille, max] = [longueur(texte), q.max ?? maximum]
  if (taille > max)
    return `${nombre(max)} caractères au plus\u202f: votre texte en compte ${nombre(taille)}. Raccourcissez-le de ${nombre(taille - max)}.`
  if (q.min !== undefined && taille < q.min)
    return `${nombre(q.min)} caractères au moins\u202f: votre texte en compte ${nombre(taille)}. Donnez un peu plus de détails.`
  return undefined
}

/** One line. */
export const texte = type(ligneUnique, MAX_TEXTE)
/** Several paragraphs. */
export const texteLong = type(paragraphes, MAX_TEXTE_LONG)
