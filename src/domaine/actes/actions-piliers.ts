import { z } from 'zod'
import type { Situation } from '../acte.ts'
import type { Etat } from '../etats.ts'
import type { Action, Faits } from '../faits.ts'
import { ecoleVivante } from '../gardes.ts'
import { type Refus, refus, saisieInvalide } from '../refus.ts'

/** The pillars live once the subsidy is notified. */
export const LANCE: Etat[] = ['notifie', 'solde']

/** Who trains teachers. */
export const FORMATION = ['partenaire_formation', 'rectorat'] as const

export const heure = z
  .string()
  .regex(/^\d{2}:\d{2}$/, { error: 'Indiquez une heure, par exemple 14:00.' })
  .optional()

/** 409 unless the named action, or one of them when none is named, belongs to this pillar and is in one of these states. */
export function actionEn(pilier: Action['pilier'], etats: readonly Action['etat'][]) {
  return ({ faits }: Situation, sur?: string): Refus | undefined =>
    faits.actions.some((a) => (sur === undefined || a.id === sur) && a.pilier === pilier && etats.includes(a.etat))
      ? undefined
      : refus('action_close', 'Cette action est déjà tenue ou annulée, ou n’existe pas.')
}

/** 422 for the first school that is not in the dossier. */
export const ecolesAbsentes = (f: Faits, uais: readonly string[]): Refus | undefined => {
  const i = uais.findIndex((u) => !ecoleVivante(f, u))
  return i >= 0
    ? saisieInvalide([{ chemin: `ecoles.${i}`, message: `L’école ${uais[i]} n’est pas dans ce dossier.` }])
    : undefined
}

/** The action takes a date. */
export const planifier = (id: string | undefined, date: string | null, contenu: object) => ({
  dans: 'action' as const,
  ou: { id },
  mettre: { etat: 'planifiee', date, contenu },
})

/** The action took place, or did not (`tenue: false`). */
export const consigner = (id: string | undefined, tenue: boolean | undefined, contenu: object) => ({
  dans: 'action' as const,
  ou: { id },
  mettre: { etat: tenue === false ? 'annulee' : 'tenue', contenu },
})
