import { once } from 'node:events'
import { unlinkSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as attendre } from 'node:timers/promises'
import { codeErreur } from '../erreur-demarrage.ts'

export type Verrou = { liberer(): Promise<void> }

/**
 * Takes a lock of this machine, or answers undefined when another process holds it.
 * It is a listening socket: the kernel frees it when its process dies, even by kill -9, so that it never goes stale.
 */
export async function prendreVerrou(nom: string): Promise<Verrou | undefined> {
  const serveur = await ecouter(adresse(nom))
  if (!serveur) return
  // A lock never keeps its process alive.
  serveur.unref()
  return {
    liberer: () =>
      new Promise((fini) => {
        serveur.close(() => fini())
      }),
  }
}

/** Runs `action` while holding the lock, after waiting for it as long as `patience` milliseconds. */
export async function sousVerrou<T>(nom: string, action: () => Promise<T>, patience = 120_000): Promise<T> {
  const limite = performance.now() + patience
  let verrou = await prendreVerrou(nom)
  while (!verrou) {
    if (performance.now() > limite) throw new Error(`The lock ${nom} was not free after ${patience} ms.`)
    await attendre(30)
    verrou = await prendreVerrou(nom)
  }
  try {
    return await action()
  } finally {
    await verrou.liberer()
  }
}

// Linux has abstract sockets, which leave nothing on disk; elsewhere, a file of the temporary folder.
const adresse = (nom: string): string =>
  process.platform === 'linux' ? `\0laureat-${nom}` : join(tmpdir(), `laureat-${nom}.verrou`)

async function ecouter(chemin: string): Promise<Server | undefined> {
  const serveur = createServer((visiteur) => visiteur.destroy())
  try {
    serveur.listen(chemin)
    await once(serveur, 'listening')
    return serveur
  } catch (e) {
    if (codeErreur(e) !== 'EADDRINUSE') throw e
    if (process.platform === 'linux' || (await tenu(chemin))) return
    unlinkSync(chemin)
    return ecouter(chemin)
  }
}

const tenu = (chemin: string): Promise<boolean> =>
  new Promise((resolu) => {
    const visiteur = connect(chemin, () => {
      visiteur.destroy()
      resolu(true)
    })
    visiteur.on('error', () => resolu(false))
  })
