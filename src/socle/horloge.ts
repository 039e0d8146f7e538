import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { codeErreur } from './erreur-demarrage.ts'

/** What time it is for Lauréat: the machine's, shifted in a demonstration. Rules never read it: they receive the instant. */
export type Horloge = { maintenant(): Date }

/**
 * The server's clock. A demonstration that starts at `maintenant` writes its shift in the data folder, where the command
 * line and the next start find it; a new `maintenant` replaces it. Outside a demonstration, no shift survives.
 */
export async function poserHorloge(config: { donnees: string; demo: boolean; maintenant?: Date }): Promise<Horloge> {
  const fichier = chemin(config.donnees)
  if (!config.demo) await rm(fichier, { force: true })
  else if (config.maintenant) await ecrire(fichier, config.maintenant.getTime() - Date.now())
  return lireHorloge(config.donnees)
}

/** The clock of a data folder, as its server set it. */
export async function lireHorloge(donnees: string): Promise<Horloge> {
  const decalage = await lireDecalage(chemin(donnees))
  return { maintenant: () => new Date(Date.now() + decalage) }
}

const chemin = (donnees: string): string => join(donnees, 'horloge.json')

async function lireDecalage(fichier: string): Promise<number> {
  try {
    const { decalageMs }: { decalageMs?: unknown } = JSON.parse(await readFile(fichier, 'utf8'))
    return typeof decalageMs === 'number' ? decalageMs : 0
  } catch (e) {
    if (codeErreur(e) === 'ENOENT') return 0
    throw e
  }
}

async function ecrire(fichier: string, decalageMs: number): Promise<void> {
  await mkdir(join(fichier, '..'), { recursive: true })
  await writeFile(`${fichier}.partiel`, `${JSON.stringify({ decalageMs })}\n`)
  await rename(`${fichier}.partiel`, fichier)
}
