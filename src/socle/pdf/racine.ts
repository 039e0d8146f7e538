import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The project's root, whether this runs from `src/` or from a bundle in `dist/`: the first folder above that holds
 * the house template. The checkout is kept in production, so templates and fonts are always read from `src/`.
 */
export const racine = trouver(dirname(fileURLToPath(import.meta.url)))

function trouver(dossier: string): string {
  if (existsSync(join(dossier, 'src/socle/pdf/maison.typ'))) return dossier
  const parent = dirname(dossier)
  if (parent === dossier) throw new Error('The folder src/ is missing: PDF templates are read from it.')
  return trouver(parent)
}
