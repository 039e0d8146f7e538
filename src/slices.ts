import { routesComptes } from './comptes/routes.tsx'
import type { Slice } from './maison.ts'

/** Every room that people visit; each declares its pages. */
export const SLICES: readonly Slice[] = [routesComptes]
