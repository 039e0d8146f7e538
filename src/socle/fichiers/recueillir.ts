import { createHash, randomUUID } from 'node:crypto'
import { type FileHandle, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Refus } from '../../domaine/refus.ts'
import { codeErreur } from '../erreur-demarrage.ts'
import { disquePlein, interrompu, tropGros, vide } from './refus-fichier.ts'

/** A file on the disk, synced, that nobody knows yet: to be put away under its SHA-256, or removed. */
export type Recueilli = { chemin: string; sha256: string; octets: number }

/**
 * Streams into a temporary file of `dossier`, hashing on the way, without holding the file in memory.
 * Refuses beyond `max` bytes while it flows (the rest is drained, so that the sender reads the answer), an empty file,
 * a cut sending, a full disk; leaves nothing behind then.
 */
export async function recueillir(
  flux: Readable,
  dossier: string,
  max: number,
  ouvrir: (chemin: string) => Promise<FileHandle> = (chemin) => open(chemin, 'wx', 0o600),
): Promise<Recueilli | Refus> {
  // The sender may vanish at any time, even while the rest is being drained: nobody else listens then.
  flux.on('error', () => {})
  const chemin = join(dossier, randomUUID())
  let garde = false
  let sortie: FileHandle | undefined
  try {
    sortie = await ouvrir(chemin)
    const recu = await verser(flux, sortie, max)
    if ('refus' in recu) return recu
    await sortie.sync()
    garde = true
    return { chemin, ...recu }
  } catch (erreur) {
    const refus = refusDe(erreur, max)
    if (!refus) throw erreur
    return refus
  } finally {
    // Only here: `resume` does nothing while an iterator still reads.
    if (!garde) flux.resume()
    await sortie?.close()
    if (!garde) await rm(chemin, { force: true })
  }
}

async function verser(
  flux: Readable,
  sortie: FileHandle,
  max: number,
): Promise<{ sha256: string; octets: number } | Refus> {
  const empreinte = createHash('sha256')
  let octets = 0
  for await (const morceau of flux.iterator({ destroyOnReturn: false })) {
    const b = Buffer.from(morceau)
    octets += b.length
    if (octets > max) return tropGros(max)
    empreinte.update(b)
    await sortie.appendFile(b)
  }
  // A multipart parser with its own limit ends the stream quietly and says so here.
  if ('truncated' in flux && flux.truncated === true) return tropGros(max)
  return octets === 0 ? vide() : { sha256: empreinte.digest('hex'), octets }
}

/** What went wrong while reading or writing, as a refusal; null for what nobody expected. */
export function refusDe(erreur: unknown, max: number): Refus | null {
  const code = codeErreur(erreur)
  if (code === 'ENOSPC' || code === 'EDQUOT') return disquePlein()
  if (code === 'FST_REQ_FILE_TOO_LARGE') return tropGros(max)
  const coupures = ['ECONNRESET', 'EPIPE', 'ABORT_ERR', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED']
  const coupe =
    coupures.includes(code) ||
    (erreur instanceof Error && /aborted|unexpected end|terminated early/i.test(erreur.message))
  return coupe ? interrompu() : null
}
