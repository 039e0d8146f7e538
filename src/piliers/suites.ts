import type { ValeursLettre } from '../domaine/appel/remplir-lettre.ts'
import { dateLongue } from '../domaine/francais.ts'
import type { EvenementDossier, Suite } from '../registre/suivre.ts'

const action = (e: EvenementDossier) =>
  e.apres.actions.find(
    (a) => a.id === (e.sur ?? e.resultat.action ?? (e.resultat.actions as string[] | undefined)?.[0]),
  ) // as the acts answer

const quand = (e: EvenementDossier): ValeursLettre => {
  const a = action(e)
  const dates = Array.isArray(a?.contenu.dates) ? (a.contenu.dates as string[]) : [] // as the acts write them
  return {
    theme: String(a?.contenu.theme ?? ''),
    dates: dates.map((d) => dateLongue(d)),
    lieu: String(a?.contenu.lieu ?? 'à préciser'),
  }
}

const courrielEcole = (e: EvenementDossier): string[] => {
  const courriel = e.apres.ecoles.find((x) => x.uai === action(e)?.ecole)?.courriel
  return courriel ? [courriel] : []
}

/** What follows the acts of the pillars: a letter to the school with its dates. */
export const SUITES_PILIERS: Record<string, readonly Suite[]> = {
  planifier_formation: [{ lettre: 'planifier_formation', a: courrielEcole, valeurs: quand }],
  planifier_atelier: [{ lettre: 'planifier_atelier', a: courrielEcole, valeurs: quand }],
}
