import type { Slice } from '../maison.ts'
import { routesAchats } from './achats.tsx'
import { routesDemande } from './demande.tsx'
import { routesOuvertes } from './ouvert.tsx'
import { routesVersements } from './versements.tsx'

/** Orders, deliveries, claims, payments, the money of a call. */
export const versements: Slice = (outils) => {
  for (const routes of [routesAchats, routesDemande, routesVersements, routesOuvertes]) routes(outils)
}
