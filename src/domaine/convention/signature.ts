import { echeancesDe } from '../echeances.ts'
import type { Convention, Deliberation, Faits } from '../faits.ts'

/** The favourable deliberation that authorises the signature, or undefined: the last word of the assembly counts. */
export const deliberationFavorable = (f: Pick<Faits, 'deliberations'>): Deliberation | undefined => {
  const derniere = f.deliberations.findLast((d) => d.sens !== 'ajournee')
  return derniere?.sens === 'favorable' && derniere.autorise_signature ? derniere : undefined
}

/** Agreements that no later one replaced. */
export const conventionsVives = (f: Faits): Convention[] => f.conventions.filter((c) => c.etat !== 'remplacee')

/** The day by which the beneficiary signs, when the call sets one. */
export const avantSignature = (f: Faits): { avant?: string } => {
  const { signature: le } = echeancesDe(f)
  return le ? { avant: le } : {}
}
