import type { Colonne } from '../appel/schema-formulaire.ts'
import type { Json } from '../formulaire/reponses.ts'
import { euros, nombre } from '../montants.ts'
import { TYPES_SIMPLES } from './simples.ts'
import { type Catalogue, type Champ, estVide, type Saisie, type TypeDeQuestion, texteBrut } from './type.ts'

/** Rows at most when the call says nothing. */
export const MAX_LIGNES = 100

export type LigneTable = { [colonne: string]: Json }
/** What is wrong in a table: `chemin` is relative, « 0.quantite », or empty for the table itself. */
export type ErreurTable = { chemin: string; message: string }

/** Rows of named cells. Empty rows are dropped; a cell that cannot be read keeps its text and says why. */
export const table: TypeDeQuestion = {
  analyser: (saisie, q, catalogue) => {
    const { lignes, erreurs } = lireTable(saisie, q, catalogue)
    const premiere = erreurs[0]
    return premiere ? { erreur: situer(premiere, q) } : { valeur: lignes }
  },
  verifier: (valeur, q, catalogue) => {
    const premiere = erreursTable(valeur, q, catalogue)[0]
    return premiere && situer(premiere, q)
  },
  afficher: (valeur, q, catalogue) =>
    lignesDe(valeur)
      .map((l) =>
        colonnesDe(q)
          .flatMap((c) => cellule(l, c, catalogue))
          .join(', '),
      )
      .join('\n') || (Array.isArray(valeur) ? '' : texteBrut(valeur)),
  schemaJson: (q, catalogue) => ({
    type: 'array',
    minItems: q.min ?? 0,
    maxItems: q.max ?? MAX_LIGNES,
    items: {
      type: 'object',
      additionalProperties: false,
      required: colonnesDe(q).flatMap((c) => (c.obligatoire ? [c.id] : [])),
      properties: Object.fromEntries(colonnesDe(q).map((c) => [c.id, TYPES_SIMPLES[c.type].schemaJson(c, catalogue)])),
    },
  }),
}

/** Reads the rows of a form: what can be read is parsed, the rest stays as typed with its error. */
export function lireTable(
  saisie: Saisie,
  q: Champ,
  catalogue: Catalogue,
): { lignes: LigneTable[]; erreurs: ErreurTable[] } {
  const erreurs: ErreurTable[] = []
  const lignes: LigneTable[] = []
  for (const brute of Array.isArray(saisie) ? saisie : []) {
    if (typeof brute === 'string') continue
    const ligne: LigneTable = {}
    for (const c of colonnesDe(q)) {
      const lu = TYPES_SIMPLES[c.type].analyser(brute[c.id], c, catalogue)
      const valeur = 'valeur' in lu ? lu.valeur : texteBrut(brute[c.id] ?? null)
      if (!estVide(valeur)) ligne[c.id] = valeur
      if ('erreur' in lu) erreurs.push({ chemin: `${lignes.length}.${c.id}`, message: lu.erreur })
    }
    if (Object.keys(ligne).length > 0) lignes.push(ligne)
  }
  return { lignes, erreurs }
}

/** Everything that is wrong in a table's JSON value, missing cells included. */
export function erreursTable(valeur: Json, q: Champ, catalogue: Catalogue): ErreurTable[] {
  if (!Array.isArray(valeur)) return [{ chemin: '', message: 'Répondez par des lignes de tableau.' }]
  const max = q.max ?? MAX_LIGNES
  if (valeur.length > max)
    return [{ chemin: '', message: `${max} lignes au plus\u202f: vous en avez ${valeur.length}.` }]
  const tropPeu = q.min !== undefined && valeur.length < q.min
  return [
    ...(tropPeu ? [{ chemin: '', message: `Remplissez au moins ${q.min} ligne${(q.min ?? 0) > 1 ? 's' : ''}.` }] : []),
    ...valeur.flatMap((ligne, i) =>
      erreursLigne(ligne, q, catalogue).map((e) => ({ ...e, chemin: joindre(i, e.chemin) })),
    ),
  ]
}

/** The computed total of a table: sum over the rows of the product of the named columns; rows that cannot be read count for 0. */
export function totalTable(valeur: Json | undefined, q: { total?: { produit: string[] } | undefined }): number {
  const produit = q.total?.produit ?? []
  return lignesDe(valeur).reduce((somme, ligne) => {
    const facteurs = produit.map((c) => ligne[c])
    const valides = facteurs.every((f): f is number => typeof f === 'number' && Number.isSafeInteger(f) && f >= 0)
    const p = valides ? facteurs.reduce((a, b) => a * b, 1) : 0
    return Number.isSafeInteger(somme + p) ? somme + p : somme
  }, 0)
}

/** The total as people read it: euros when one of the columns is an amount. */
export const afficherTotal = (
  valeur: Json | undefined,
  q: Champ & { total?: { produit: string[] } | undefined },
): string => {
  const total = totalTable(valeur, q)
  return colonnesDe(q).some((c) => c.type === 'montant' && q.total?.produit.includes(c.id))
    ? euros(total)
    : nombre(total)
}

/** The rows of a table's value, whatever it is. */
export const lignesDe = (valeur: Json | undefined): LigneTable[] =>
  Array.isArray(valeur)
    ? valeur.filter((l): l is LigneTable => typeof l === 'object' && l !== null && !Array.isArray(l))
    : []

function erreursLigne(ligne: Json, q: Champ, catalogue: Catalogue): ErreurTable[] {
  if (typeof ligne !== 'object' || ligne === null || Array.isArray(ligne))
    return [{ chemin: '', message: 'Chaque ligne est un ensemble de colonnes.' }]
  const colonnes = colonnesDe(q)
  const inconnues = Object.keys(ligne).filter((k) => !colonnes.some((c) => c.id === k))
  return [
    ...inconnues.map((k) => ({ chemin: k, message: `La colonne «\u00a0${k}\u00a0» n’existe pas.` })),
    ...colonnes.flatMap((c) => {
      const valeur = Object.hasOwn(ligne, c.id) ? ligne[c.id] : undefined
      if (valeur === undefined || estVide(valeur))
        return c.obligatoire ? [{ chemin: c.id, message: c.siVide ?? `Remplissez «\u00a0${c.libelle}\u00a0».` }] : []
      const message = TYPES_SIMPLES[c.type].verifier(valeur, c, catalogue)
      return message === undefined ? [] : [{ chemin: c.id, message }]
    }),
  ]
}

const colonnesDe = (q: Champ): Colonne[] => ('colonnes' in q ? (q.colonnes ?? []) : [])
const joindre = (i: number, chemin: string) => (chemin === '' ? String(i) : `${i}.${chemin}`)

const cellule = (ligne: LigneTable, c: Colonne, catalogue: Catalogue): string[] => {
  const valeur = ligne[c.id]
  return valeur === undefined || estVide(valeur) ? [] : [TYPES_SIMPLES[c.type].afficher(valeur, c, catalogue)]
}

function situer({ chemin, message }: ErreurTable, q: Champ): string {
  const [ligne, colonne] = chemin.split('.')
  if (!ligne) return message
  const libelle = colonnesDe(q).find((c) => c.id === colonne)?.libelle
  return `Ligne ${Number(ligne) + 1}${libelle ? `, «\u00a0${libelle}\u00a0»` : ''}\u00a0: ${message}`
}
