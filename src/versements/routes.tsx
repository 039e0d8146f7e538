import type { Slice } from '../maison.ts'
import { routesOuvertes } from './ouvert.tsx'

/** Orders, deliveries, claims, payments, the money of a call. */
export const versements: Slice = (outils) => {
  for (const routes of [routesOuvertes]) routes(outils)
}
