import type { Slice } from '../maison.ts'
import { routesAchats } from './achats.tsx'
import { routesArgent } from './argent.tsx'
import { routesCommande } from './commande.tsx'
import { routesDemande } from './demande.tsx'
import { routesLivraison } from './livraison.tsx'
import { routesOuvertes } from './ouvert.tsx'
import { routesPaiements } from './paiements.tsx'
import { routesVersements } from './versements.tsx'

/** Orders, deliveries, claims, payments, the money of a call. */
export const versements: Slice = (outils) => {
  for (const routes of [
    routesAchats,
    routesCommande,
    routesLivraison,
    routesDemande,
    routesVersements,
    routesOuvertes,
    routesPaiements,
    routesArgent,
  ])
    routes(outils)
}
