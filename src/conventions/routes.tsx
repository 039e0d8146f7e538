import type { Slice } from '../maison.ts'
import { routesAvenants } from './avenants.tsx'
import { routesCommissionPermanente } from './commission-permanente.tsx'
import { routesConvention } from './convention.tsx'
import { routesDevis } from './devis.tsx'
import { routesDevisEnvoi } from './devis-envoi.tsx'
import { routesModeles } from './modeles.tsx'

/** From the quote to the notification. */
export const conventions: Slice = (outils) => {
  for (const routes of [
    routesDevis,
    routesDevisEnvoi,
    routesConvention,
    routesAvenants,
    routesCommissionPermanente,
    routesModeles,
  ])
    routes(outils)
}
