import type { Slice } from '../maison.ts'
import { routesDossier } from './dossier.tsx'
import { routesMonEspace } from './mon-espace.tsx'
import { routesNouveauDossier } from './nouveau-dossier.tsx'

/** A town hall, its schools and the ERUN prepare, fill and file a dossier. */
export const candidatures: Slice = (outils) => {
  for (const routes of [routesMonEspace, routesNouveauDossier, routesDossier]) routes(outils)
}
