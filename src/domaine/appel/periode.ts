import { ajouterJours, debutDeJournee, jourParis } from '../calendrier.ts'
import type { Appel } from './schema.ts'

/** A published call with its calendar as prolonged: `cloture` is the first instant at which the call is closed (UTC). */
export type AppelDate = { ouverture: Date; cloture: Date; appel: Appel }

export type PeriodeAppel = {
  etat: 'a_venir' | 'ouvert' | 'clos'
  /** Last second at which a dossier is received. */
  dernierInstant: Date
  /** The closing announced at first, when the call was prolonged. */
  clotureInitiale: Date | null
}

/** Where a call stands at this instant. */
export const periodeAppel = (a: AppelDate, maintenant: Date): PeriodeAppel => {
  const prevue = debutDeJournee(ajouterJours(a.appel.calendrier.cloture, 1))
  return {
    etat: maintenant < a.ouverture ? 'a_venir' : maintenant < a.cloture ? 'ouvert' : 'clos',
    dernierInstant: new Date(a.cloture.getTime() - 1000),
    clotureInitiale: a.cloture > prevue ? new Date(prevue.getTime() - 1000) : null,
  }
}

/** The call as it is now: what its guide says of its dates follows a prolongation. */
export const appelAJour = ({ ouverture, cloture, appel }: AppelDate): Appel => ({
  ...appel,
  calendrier: {
    ...appel.calendrier,
    ouverture: jourParis(ouverture),
    cloture: jourParis(new Date(cloture.getTime() - 1000)),
  },
})
