import type { z } from 'zod'
import type { Critere, schemaGrille } from './appel/schema-instruction.ts'
import {
  ajouter,
  arrondir,
  comparer,
  diviser,
  ecrireRationnel,
  lireRationnel,
  multiplier,
  type Rationnel,
  rationnel,
} from './rationnel.ts'
import type { Erreur } from './refus.ts'

export type Grille = z.infer<typeof schemaGrille>
/** One mark. `calculee`: prefilled from an official datum, it needs no justification. */
export type NoteSaisie = {
  critere: string
  valeur: number
  justification?: string | undefined
  calculee?: boolean | undefined
}

/** `score`: out of 100, rounded to two decimals (screen, base). `exact`: the same as a fraction, the only one to compare. */
export type Score = {
  score: number
  exact: string
  details: { critere: string; libelle: string; valeur: number; sur: string; poids: number; points: number }[]
}

/**
 * What is wrong with marks, one sentence each: criterion unknown, given twice or missing, value off the scale, justification missing
 * on a criterion that a person marks. Empty: the marks can be scored.
 */
export function verifierNotes(grille: Grille, notes: readonly NoteSaisie[]): Erreur[] {
  const erreurs: Erreur[] = []
  const vues = new Set<string>()
  for (const [i, note] of notes.entries()) {
    const critere = grille.criteres.find((c) => c.id === note.critere)
    const refuser = (message: string, champ: string) => erreurs.push({ chemin: `notes.${i}.${champ}`, message })
    if (!critere) {
      refuser(`Le critère «\u00a0${note.critere}\u00a0» n’est pas dans la grille de l’appel.`, 'critere')
      continue
    }
    if (vues.has(critere.id)) refuser(`Le critère «\u00a0${critere.libelle}\u00a0» est noté deux fois.`, 'critere')
    vues.add(critere.id)
    const { min, max } = critere.echelle
    // Only a computed criterion may be marked without a word, and between two whole marks.
    const calculee = note.calculee === true && critere.calcule !== undefined
    const pas = calculee ? 100 : 1
    if (note.valeur < min || note.valeur > max || Math.round(note.valeur * pas) / pas !== note.valeur)
      refuser(`La note de «\u00a0${critere.libelle}\u00a0» est un nombre entier de ${min} à ${max}.`, 'valeur')
    if (!calculee && !note.justification?.trim())
      refuser(`Justifiez la note de «\u00a0${critere.libelle}\u00a0» en une phrase.`, 'justification')
  }
  for (const c of grille.criteres)
    if (!vues.has(c.id))
      erreurs.push({
        chemin: `notes.${c.id}`,
        message: `Notez le critère «\u00a0${c.libelle}\u00a0», de ${c.echelle.min} à ${c.echelle.max}.`,
      })
  return erreurs
}

/** Weighted score out of 100 of complete marks: each mark is brought to its share of its scale, then weighted. Exact. */
export function scorer(grille: Grille, notes: readonly NoteSaisie[]): Score {
  const poidsTotal = grille.criteres.reduce((s, c) => ajouter(s, lireRationnel(c.poids)), rationnel(0n))
  const parts = grille.criteres.map((critere) => {
    const note = notes.find((n) => n.critere === critere.id)
    if (!note) throw new RangeError(`No mark for ${critere.id}: check marks before scoring them`)
    return { critere, note, points: pointsDe(critere, note.valeur, poidsTotal) }
  })
  const total = parts.reduce((s, p) => ajouter(s, p.points), rationnel(0n))
  return {
    score: arrondir(total, 2),
    exact: ecrireRationnel(total),
    details: parts.map(({ critere: c, note, points }) => ({
      critere: c.id,
      libelle: c.libelle,
      valeur: note.valeur,
      sur: c.echelle.min === 0 ? String(c.echelle.max) : `${c.echelle.min} à ${c.echelle.max}`,
      poids: c.poids,
      points: arrondir(points, 2),
    })),
  }
}

/** Mean of several scorers' exact scores, and the gap between the highest and the lowest (points out of 100). */
export function moyenne(exacts: readonly string[]): {
  score: number
  exact: string
  ecart: number
  ecartExact: string
} {
  const valeurs = exacts.map(lireRationnel).sort(comparer)
  const [premier, dernier] = [valeurs[0], valeurs.at(-1)]
  if (!premier || !dernier) throw new RangeError('A mean needs at least one score')
  const total = diviser(valeurs.reduce(ajouter, rationnel(0n)), rationnel(BigInt(valeurs.length)))
  const ecart = ajouter(dernier, { n: -premier.n, d: premier.d })
  return {
    score: arrondir(total, 2),
    exact: ecrireRationnel(total),
    ecart: arrondir(ecart, 2),
    ecartExact: ecrireRationnel(ecart),
  }
}

/** Mean of several scorers' marks on one criterion: the mark itself when they agree or are alone, else an exact fraction (« 7/2 »). */
export function noteMoyenne(valeurs: readonly number[]): number | string {
  const total = diviser(valeurs.map(lireRationnel).reduce(ajouter, rationnel(0n)), rationnel(BigInt(valeurs.length)))
  const premiere = valeurs[0]
  return premiere !== undefined && comparer(total, lireRationnel(premiere)) === 0 ? premiere : ecrireRationnel(total)
}

function pointsDe(critere: Critere, valeur: number, poidsTotal: Rationnel): Rationnel {
  const { min, max } = critere.echelle
  if (max <= min) return rationnel(0n)
  const part = diviser(ajouter(lireRationnel(valeur), rationnel(BigInt(-min))), rationnel(BigInt(max - min)))
  return diviser(multiplier(multiplier(part, lireRationnel(critere.poids)), rationnel(100n)), poidsTotal)
}
