import type { Attente, Situation } from '../acte.ts'
import type { EtatVersement } from '../faits.ts'
import { type Refus, refus } from '../refus.ts'
import type { Role } from '../roles.ts'

export const GESTION = ['gestionnaire_paiement'] as const

/** A claim that goes back loses what was computed and approved. */
export const CALCUL_EFFACE = { montant: 0, par_volet: [], calcule_par: null, valide_par: null }

/** 409 with `phrase` unless the named claim, or one of them when none is named, is in one of these states. */
export const enEtat =
  (etats: readonly EtatVersement[], phrase: string) =>
  ({ faits }: Situation, sur?: string): Refus | undefined =>
    faits.versements.some((v) => (sur === undefined || v.id === sur) && etats.includes(v.etat))
      ? undefined
      : refus('demande_hors_etape', phrase)

/** This role is awaited while a claim is in this state. */
export const attend =
  (etat: EtatVersement, role: Role, quoi: string) =>
  ({ faits }: Situation): Attente[] => {
    const v = faits.versements.find((x) => x.etat === etat)
    return v ? [{ role, depuis: v.cree_le, quoi }] : []
  }
