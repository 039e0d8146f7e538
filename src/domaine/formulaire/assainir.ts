import { proprifier } from '../questions/texte-propre.ts'
import type { Json } from './reponses.ts'

/** Bounds of what is kept at all, whatever the call says: characters of a text, items of a list, cells of a row, depth. */
const MAX_CARACTERES = 20_000
const MAX_ELEMENTS = 500
const MAX_CELLULES = 60
const MAX_PROFONDEUR = 3

type Assaini = { valeur: Json } | { refus: string }

/** A JSON value that can be kept (text without control characters, finite numbers), or the sentence that says why not. */
export const assainir = (valeur: unknown): Assaini => descendre(valeur, MAX_PROFONDEUR)

function descendre(valeur: unknown, profondeur: number): Assaini {
  if (valeur === null || typeof valeur === 'boolean') return { valeur }
  if (typeof valeur === 'number')
    return Number.isFinite(valeur) ? { valeur } : { refus: 'Ce nombre ne peut pas être gardé.' }
  if (typeof valeur === 'string')
    return valeur.length > MAX_CARACTERES
      ? { refus: 'Ce texte dépasse 20\u202f000 caractères\u202f: raccourcissez-le.' }
      : { valeur: proprifier(valeur) }
  if (typeof valeur !== 'object' || profondeur === 0) return { refus: 'Cette réponse n’a pas la forme attendue.' }
  return Array.isArray(valeur) ? liste(valeur, profondeur) : ligne(valeur, profondeur)
}

function liste(valeurs: unknown[], profondeur: number): Assaini {
  if (valeurs.length > MAX_ELEMENTS) return { refus: `Cette réponse dépasse ${MAX_ELEMENTS} lignes.` }
  const propres: Json[] = []
  for (const v of valeurs) {
    const propre = descendre(v, profondeur - 1)
    if ('refus' in propre) return propre
    propres.push(propre.valeur)
  }
  return { valeur: propres }
}

function ligne(valeur: object, profondeur: number): Assaini {
  const entrees = Object.entries(valeur)
  if (entrees.length > MAX_CELLULES) return { refus: 'Cette ligne a trop de colonnes.' }
  const propres: { [cle: string]: Json } = {}
  for (const [cle, v] of entrees) {
    // Identifiers only: no `__proto__`, nothing that a path or a log could misread.
    if (!/^[a-z][a-z0-9_]{0,59}$/.test(cle)) return { refus: 'Cette réponse contient une colonne inconnue.' }
    const propre = descendre(v, profondeur - 1)
    if ('refus' in propre) return propre
    propres[cle] = propre.valeur
  }
  return { valeur: propres }
}
