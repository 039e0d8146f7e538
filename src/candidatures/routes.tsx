import type { Slice } from '../maison.ts'
import { routesActesPorteur } from './actes-porteur.tsx'
import { routesActesService } from './actes-service.tsx'
import { routesCalcul } from './calcul.tsx'
import { routesChronologie } from './chronologie.tsx'
import { routesCourriers } from './courriers.tsx'
import { routesDepot } from './depot.tsx'
import { routesDepotFait } from './depot-fait.tsx'
import { routesDocuments } from './documents.tsx'
import { routesDossier } from './dossier.tsx'
import { routesEcoles } from './ecoles.tsx'
import { routesImport } from './importer.tsx'
import { routesMonEspace } from './mon-espace.tsx'
import { routesNouveauDossier } from './nouveau-dossier.tsx'
import { routesPapier } from './papier.tsx'
import { routesPersonnes } from './personnes.tsx'
import { routesPieces } from './pieces.tsx'
import { routesPreparation } from './preparation.tsx'
import { routesRappelEcole } from './rappel-ecole.ts'
import { routesRelecture } from './relecture.tsx'
import { routesSection } from './section.tsx'
import { garderLesTextes } from './textes-gardes.ts'
import { routesValidationEcole } from './validation-ecole.tsx'

/** A town hall, its schools and the ERUN prepare, fill and file a dossier. */
export const candidatures: Slice = (outils) => {
  garderLesTextes(outils.app, outils.maison)
  for (const routes of ROUTES) routes(outils)
}

const ROUTES: readonly Slice[] = [
  routesMonEspace,
  routesNouveauDossier,
  routesDossier,
  routesEcoles,
  routesPreparation,
  routesPersonnes,
  routesPieces,
  routesCalcul,
  routesImport,
  routesSection,
  routesRappelEcole,
  routesRelecture,
  routesDepot,
  routesDepotFait,
  routesDocuments,
  routesValidationEcole,
  routesActesPorteur,
  routesActesService,
  routesPapier,
  routesChronologie,
  routesCourriers,
]
