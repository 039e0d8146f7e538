import type { Slice } from '../maison.ts'
import { routesActeBureau } from './acte.tsx'
import { routesBureau } from './bureau.tsx'
import { routesCotePorteur } from './cote-porteur.tsx'
import { routesDossierBureau } from './dossier.tsx'
import { routesLots } from './lots.tsx'
import { routesMessages } from './messages.tsx'

/** The agents examine filed dossiers: desk, dossier, acts, messages, work in bulk. */
export const instruction: Slice = (outils) => {
  for (const routes of [
    routesBureau,
    routesDossierBureau,
    routesActeBureau,
    routesMessages,
    routesLots,
    routesCotePorteur,
  ])
    routes(outils)
}
