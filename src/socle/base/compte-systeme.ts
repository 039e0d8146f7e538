import { execFile } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { promisify } from 'node:util'
import { ErreurDemarrage } from '../erreur-demarrage.ts'

const executer = promisify(execFile)

/** Who runs PostgreSQL: undefined is the current account; PostgreSQL refuses to run as root. */
export type Compte = { uid: number; gid: number } | undefined

/** The account that runs PostgreSQL on this data folder: its owner when it exists, else, for root, the system user `postgres`. */
export async function compteDe(dossier: string): Promise<Compte> {
  if (process.getuid?.() !== 0) return
  const proprietaire = await stat(dossier).catch(() => undefined)
  if (proprietaire && proprietaire.uid !== 0) return { uid: proprietaire.uid, gid: proprietaire.gid }
  const connu = await identifiants()
  if (connu) return connu
  await executer('useradd', [
    '--system',
    '--user-group',
    '--home-dir',
    '/var/lib/postgresql',
    '--no-create-home',
    'postgres',
  ]).catch(() => {})
  const cree = await identifiants()
  if (cree) return cree
  throw new ErreurDemarrage(
    'PostgreSQL refuse de tourner sous root et le compte système «\u00a0postgres\u00a0» n’a pas pu être créé\u00a0: créez-le par «\u00a0useradd --system postgres\u00a0», ou lancez Lauréat depuis un compte ordinaire.',
  )
}

async function identifiants(): Promise<{ uid: number; gid: number } | undefined> {
  try {
    const [uid, gid] = await Promise.all([executer('id', ['-u', 'postgres']), executer('id', ['-g', 'postgres'])])
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  } catch {
    return
  }
}
