import { accueil } from './accueil/routes.tsx'
import { appels } from './appels/routes.tsx'
import { candidatures } from './candidatures/routes.tsx'
import { commission } from './commission/routes.tsx'
import { routesComptes } from './comptes/routes.tsx'
import { conventions } from './conventions/routes.tsx'
import { instruction } from './instruction/routes.tsx'
import type { Slice } from './maison.ts'
import { piliers } from './piliers/routes.tsx'
import { pilotage } from './pilotage/routes.tsx'
import { versements } from './versements/routes.tsx'

/** Every room that people visit; each declares its pages. */
export const SLICES: readonly Slice[] = [
  accueil,
  appels,
  candidatures,
  routesComptes,
  instruction,
  commission,
  conventions,
  versements,
  piliers,
  pilotage,
]
