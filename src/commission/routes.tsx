import type { Slice } from '../maison.ts'
import { routesClassement } from './classement.tsx'
import { routesEnveloppe } from './enveloppe.tsx'
import { routesHub } from './hub.tsx'
import { routesLaureats } from './laureats.tsx'
import { routesNotation } from './notation.tsx'
import { routesSalle } from './salle.tsx'
import { routesSeanceDocuments } from './seance-documents.ts'
import { routesSeanceModification } from './seance-modification.tsx'
import { routesSeanceProcesVerbal } from './seance-proces-verbal.tsx'
import { routesSeancePublication } from './seance-publication.tsx'
import { routesSeances } from './seances.tsx'

/** The commission scores, ranks, decides under its envelope and publishes. */
export const commission: Slice = (outils) => {
  for (const routes of [
    routesHub,
    routesNotation,
    routesClassement,
    routesSeances,
    routesSeanceDocuments,
    routesSeanceModification,
    routesSeancePublication,
    routesSeanceProcesVerbal,
    routesSalle,
    routesLaureats,
    routesEnveloppe,
  ])
    routes(outils)
}
