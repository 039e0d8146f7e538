import { execFileSync } from 'node:child_process'
import { readFile, readlink, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as attendre } from 'node:timers/promises'
import { codeErreur } from '../erreur-demarrage.ts'

/** What the file `postmaster.pid` of a running server says. */
export type Postmaster = { pid: number; port: number; socket: string; pret: boolean }

/**
 * The server that runs on this folder now, whoever started it, or undefined.
 * A file left by a killed server may name a process that has nothing to do with PostgreSQL: its command and folder are
 * checked, and such a file is removed, because PostgreSQL itself would refuse to start.
 */
export async function lirePostmaster(dossier: string): Promise<Postmaster | undefined> {
  const fichier = join(dossier, 'postmaster.pid')
  const lignes = (await lireTexte(fichier)).split('\n').map((ligne) => ligne.trim())
  const pid = Number(lignes[0])
  if (!Number.isInteger(pid) || pid <= 1) return
  if (await estLeServeur(pid, dossier))
    return { pid, port: Number(lignes[3]), socket: lignes[4] ?? '', pret: lignes[7] === 'ready' }
  if (enVie(pid)) await rm(fichier, { force: true })
  return
}

/** Stops a server cleanly (its connections are cut, everything is written), roughly when it does not answer. */
export async function arreterPostmaster({ pid }: { pid: number }, dossier: string, patience = 30_000): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    signaler(pid, signal)
    const limite = performance.now() + patience
    while (performance.now() < limite) {
      if (!(await estLeServeur(pid, dossier))) return
      await attendre(10)
    }
  }
}

async function estLeServeur(pid: number, dossier: string): Promise<boolean> {
  try {
    if (process.platform === 'linux') {
      const commande = await readFile(`/proc/${pid}/comm`, 'utf8')
      return commande.trim() === 'postgres' && (await readlink(`/proc/${pid}/cwd`)) === (await realpath(dossier))
    }
    const commande = execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
    return commande.includes('postgres') && commande.includes(dossier)
  } catch {
    return false
  }
}

const lireTexte = (fichier: string): Promise<string> =>
  readFile(fichier, 'utf8').catch((e) => {
    if (codeErreur(e) === 'ENOENT') return ''
    throw e
  })

const enVie = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (e) {
    return codeErreur(e) === 'EPERM'
  }
}

const signaler = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal)
  } catch (e) {
    if (codeErreur(e) !== 'ESRCH') throw e
  }
}
