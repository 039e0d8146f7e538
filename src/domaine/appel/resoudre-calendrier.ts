import { ajouterJours, jourParis } from '../calendrier.ts'
import type { Appel, AppelEcrit, JourRelatif } from './schema.ts'

/** The call with absolute dates: a demonstration counts its days from the instant of its publication (Paris days). */
export const resoudreCalendrier = (appel: AppelEcrit, maintenant: Date): Appel => ({
  ...appel,
  calendrier: {
    ...appel.calendrier,
    ouverture: resoudre(appel.calendrier.ouverture, maintenant),
    cloture: resoudre(appel.calendrier.cloture, maintenant),
  },
})

const resoudre = (jour: JourRelatif, maintenant: Date): string => {
  if (typeof jour === 'string') return jour
  return ajouterJours(jourParis(maintenant), 'joursAvant' in jour ? -jour.joursAvant : jour.joursApres)
}
