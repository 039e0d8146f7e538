import type { Appel } from './appel/schema.ts'
import type { Organisme } from './faits.ts'
import { type Refus, refus } from './refus.ts'

const TYPES: Record<Organisme['type'], string> = {
  commune: 'les communes',
  epci: 'les intercommunalités (EPCI)',
  syndicat: 'les syndicats',
  ogec: 'les organismes de gestion d’écoles privées',
}

/** May this organisation apply to this call? Its type and its département must be the call's. Refusal: 409. */
export const candidatRefuse = (appel: Appel, o: Organisme & { departements: string[] }): Refus | undefined => {
  if (!appel.candidats.types.includes(o.type))
    return refus(
      'candidat_non_eligible',
      `Cet appel est ouvert à ${enumerer(appel.candidats.types.map((t) => TYPES[t]))}. ${o.nom} n’en fait pas partie.`,
    )
  const departements = o.departements.length > 0 ? o.departements : o.departement ? [o.departement] : []
  if (departements.length > 0 && !departements.some((d) => appel.territoire.departements.includes(d)))
    return refus(
      'hors_territoire',
      `Cet appel concerne ce territoire : ${appel.territoire.libelle}. ${o.nom} est ailleurs.`,
    )
  return undefined
}

const enumerer = (mots: string[]): string =>
  mots.length < 2 ? (mots[0] ?? '') : `${mots.slice(0, -1).join(', ')} et ${mots.at(-1)}`
