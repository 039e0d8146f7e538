import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The root that templates and fonts are read from: `dist/` for a build, which keeps them under the same paths as in the
 * project, the project itself otherwise. It is the first folder above this code that holds the house template.
 */
export const racine = trouver(dirname(fileURLToPath(import.meta.url)))

/** A program of this folder that runs on its own: bundled in a build, straight from its source otherwise. */
export function programme(nom: 'ouvrier' | 'lecteur'): string {
  const source = join(racine, `src/socle/pdf/${nom}.ts`)
  return existsSync(source) ? source : join(racine, `src/socle/pdf/${nom}.js`)
}

function trouver(dossier: string): string {
  if (existsSync(join(dossier, 'src/socle/pdf/maison.typ'))) return dossier
  const parent = dirname(dossier)
  if (parent === dossier) throw new Error('src/socle/pdf/maison.typ is missing: PDF templates cannot be found.')
  return trouver(parent)
}
