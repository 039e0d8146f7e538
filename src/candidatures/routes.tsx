import type { Slice } from '../maison.ts'
import { routesCalcul } from './calcul.tsx'
import { routesDossier } from './dossier.tsx'
import { routesEcoles } from './ecoles.tsx'
import { routesMonEspace } from './mon-espace.tsx'
import { routesNouveauDossier } from './nouveau-dossier.tsx'
import { routesPersonnes } from './personnes.tsx'
import { routesPieces } from './pieces.tsx'
import { routesPreparation } from './preparation.tsx'
import { routesSection } from './section.tsx'
import { garderLesTextes } from './textes-gardes.ts'

/** A town hall, its schools and the ERUN prepare, fill and file a dossier. */
export const candidatures: Slice = (outils) => {
  garderLesTextes(outils.app, outils.maison)
  for (const routes of [
    routesMonEspace,
    routesNouveauDossier,
    routesDossier,
    routesEcoles,
    routesPreparation,
    routesPersonnes,
    routesPieces,
    routesCalcul,
    routesSection,
  ])
    routes(outils)
}
