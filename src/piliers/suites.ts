import type { ValeursLettre } from '../domaine/appel/remplir-lettre.ts'
import type { Action } from '../domaine/faits.ts'
import { dateLongue } from '../domaine/francais.ts'
import type { EvenementDossier, Suite } from '../registre/suivre.ts'
import { icsDAction, joursDe } from './agenda.ts'

const action = (e: EvenementDossier): Action | undefined =>
  e.apres.actions.find(
    (a) => a.id === (e.sur ?? e.resultat.action ?? (e.resultat.actions as string[] | undefined)?.[0]),
  ) // as the acts answer

const quand = (e: EvenementDossier): ValeursLettre => {
  const a = action(e)
  const heure = typeof a?.contenu.heure === 'string' ? ` à ${a.contenu.heure.replace(':', '\u00a0h\u00a0')}` : ''
  return {
    theme: String(a?.contenu.theme ?? ''),
    dates: joursDe(a).map((d) => `${dateLongue(d)}${heure}`),
    lieu: String(a?.contenu.lieu ?? 'à préciser'),
  }
}

const agenda = (e: EvenementDossier, adresse: string) => {
  const a = action(e)
  if (!a || joursDe(a).length === 0) return []
  const avant = e.avant?.actions.find((x) => x.id === a.id)
  return [
    {
      nom: a.pilier === 'formation' ? 'formation.ics' : 'atelier.ics',
      type: 'text/calendar; charset=utf-8',
      texte: icsDAction(e.apres, a, { adresse, maintenant: e.le, avant }),
    },
  ]
}

const ecole = (e: EvenementDossier) => action(e)?.ecole

/** What follows the acts of the pillars: a letter to the school with its dates, ready for its calendar. */
export const SUITES_PILIERS: Record<string, readonly Suite[]> = {
  planifier_formation: [{ lettre: 'planifier_formation', a: 'ecole', ecole, valeurs: quand, fichiers: agenda }],
  planifier_atelier: [{ lettre: 'planifier_atelier', a: 'ecole', ecole, valeurs: quand, fichiers: agenda }],
}
