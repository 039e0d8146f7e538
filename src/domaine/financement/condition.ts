import type { Traits } from './demande.ts'
import type { ConditionDeTrait } from './schema.ts'

/** Does the school meet the condition? An unknown trait meets none. */
export function remplit(condition: ConditionDeTrait, traits: Traits = {}): boolean {
  const valeur = traits[condition.trait]
  if (valeur === undefined || valeur === null) return false
  if ('vaut' in condition) return valeur === condition.vaut
  if ('dans' in condition) return condition.dans.some((v) => v === valeur)
  if (typeof valeur !== 'number') return false
  return 'auPlus' in condition ? valeur <= condition.auPlus : valeur >= condition.auMoins
}
