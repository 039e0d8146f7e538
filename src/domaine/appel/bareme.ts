import type { Critere } from './schema-instruction.ts'

/** A datum of an official file about one school, as criteria read it. Yes/no data are « oui » and « non ». */
export type Donnee = string | number | boolean | null | undefined

/**
 * The mark of a computed criterion for this datum, within its scale. Undefined: the criterion is not computed, or nothing is known
 * and the call leaves it to a person.
 */
export function noteCalculee(critere: Critere, donnee: Donnee): number | undefined {
  const bareme = critere.calcule
  if (!bareme) return undefined
  const absente = bareme.absente ?? undefined
  if (donnee === null || donnee === undefined || donnee === '') return absente
  if (typeof donnee === 'number' && bareme.paliers) {
    const palier = bareme.paliers.find((p) => donnee <= p.auPlus)
    return palier?.note ?? bareme.audela ?? absente
  }
  const cle = typeof donnee === 'boolean' ? (donnee ? 'oui' : 'non') : String(donnee)
  const valeurs = bareme.valeurs ?? {}
  return Object.hasOwn(valeurs, cle) ? valeurs[cle] : absente
}
