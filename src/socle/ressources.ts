import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Absolute path of a file that travels with the program, given from the project's root: `ressource('db/migrations')`,
 * `ressource('src/candidatures/recepisse.pdf.typ')`. From the sources it is the file itself; from `dist/`, the copy made by the build.
 */
export const ressource = (chemin: string): string => join(RACINE, chemin)

/** The folder of the project, or `dist/` when the program runs from there. */
const RACINE = racine(import.meta.dirname)

function racine(dossier: string): string {
  if (existsSync(join(dossier, 'construit.json')) || existsSync(join(dossier, 'package.json'))) return dossier
  const parent = dirname(dossier)
  if (parent === dossier) throw new Error('The program does not find its own folder.')
  return racine(parent)
}
