import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Refus } from '../../domaine/refus.ts'
import { codeErreur } from '../erreur-demarrage.ts'
import { MAX_OCTETS } from './ouvrir.ts'
import { refusDe } from './recueillir.ts'
import { refusFichier, tropGros, vide } from './refus-fichier.ts'

/** Where sendings that can resume wait for their end: a local folder, `DONNEES/envois`. */
export type ZoneEnvois = { dossier: string; max: number }

/** One sending: `proprietaire` is whoever may continue it (a person's id); `recu`, the bytes already here. */
export type Envoi = { id: string; proprietaire: string; nom: string; type: string; octets: number; recu: number }

type Annonce = Omit<Envoi, 'recu'>

export async function ouvrirEnvois(donnees: string, max = MAX_OCTETS): Promise<ZoneEnvois> {
  const dossier = join(donnees, 'envois')
  await mkdir(dossier, { recursive: true, mode: 0o700 })
  return { dossier, max }
}

/** Announces a file and its exact size; 413 at once when it is too big. */
export async function commencerEnvoi(
  zone: ZoneEnvois,
  annonce: Pick<Envoi, 'proprietaire' | 'nom' | 'type' | 'octets'>,
): Promise<Envoi | Refus> {
  if (annonce.octets > zone.max) return tropGros(zone.max)
  if (!Number.isSafeInteger(annonce.octets) || annonce.octets <= 0) return vide()
  const { proprietaire, nom, type, octets } = annonce
  const complet: Annonce = { id: randomUUID(), proprietaire, nom: nom.slice(0, 500), type: type.slice(0, 200), octets }
  try {
    await writeFile(contenu(zone, complet.id), '', { flag: 'wx', mode: 0o600 })
    await writeFile(fiche(zone, complet.id), JSON.stringify(complet), { flag: 'wx', mode: 0o600 })
  } catch (erreur) {
    return refusDe(erreur, zone.max) ?? Promise.reject(erreur)
  }
  return { ...complet, recu: 0 }
}

/** How far a sending has come; 404 for an unknown one, and for somebody else's. */
export async function etatEnvoi(zone: ZoneEnvois, id: string, proprietaire: string): Promise<Envoi | Refus> {
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return inconnu()
  try {
    const annonce = JSON.parse(await readFile(fiche(zone, id), 'utf8')) as Annonce // written by commencerEnvoi alone
    if (annonce.proprietaire !== proprietaire) return inconnu()
    return { ...annonce, recu: (await stat(contenu(zone, id))).size }
  } catch (erreur) {
    return codeErreur(erreur) === 'ENOENT' ? inconnu() : Promise.reject(erreur)
  }
}

/**
 * Adds bytes from the offset `depuis`, which must be exactly what is already here (409 otherwise: ask etatEnvoi and go on from there).
 * A cut keeps what came. Never more than announced (413).
 */
export async function continuerEnvoi(
  zone: ZoneEnvois,
  id: string,
  proprietaire: string,
  depuis: number,
  flux: Readable,
): Promise<Envoi | Refus> {
  flux.on('error', () => {}) // the sender may vanish while the rest is being drained
  const envoi = await etatEnvoi(zone, id, proprietaire)
  const refus = 'refus' in envoi ? envoi : envoi.recu === depuis ? null : decale(envoi.recu)
  if ('refus' in envoi || refus) {
    flux.resume()
    return refus ?? envoi
  }
  // Written at their place, not appended: the same bytes sent twice at once land on themselves.
  const fichier = await open(contenu(zone, id), 'r+')
  let place = depuis
  try {
    for await (const morceau of flux.iterator({ destroyOnReturn: false })) {
      const b = Buffer.from(morceau)
      if (place + b.length > envoi.octets) return tropGros(envoi.octets)
      for (let ecrits = 0; ecrits < b.length; ) {
        const { bytesWritten } = await fichier.write(b, ecrits, b.length - ecrits, place)
        ecrits += bytesWritten
        place += bytesWritten
      }
    }
    return { ...envoi, recu: place }
  } catch (erreur) {
    return refusDe(erreur, zone.max) ?? Promise.reject(erreur)
  } finally {
    flux.resume() // drains what was refused, once the iterator has let go
    await fichier.close()
  }
}

/**
 * Hands the whole file to `traiter` (recevoirFichier), then forgets the sending; it stays only when the refusal is a failure of
 * ours (503), so that the same call can be tried again. 409 while bytes are missing.
 */
export async function terminerEnvoi<T extends object>(
  zone: ZoneEnvois,
  id: string,
  proprietaire: string,
  traiter: (flux: Readable, envoi: Envoi) => Promise<T | Refus>,
): Promise<T | Refus> {
  const envoi = await etatEnvoi(zone, id, proprietaire)
  if ('refus' in envoi) return envoi
  if (envoi.recu !== envoi.octets) return decale(envoi.recu)
  const resultat = await traiter(createReadStream(contenu(zone, id)), envoi)
  if (!('refus' in resultat && resultat.statut === 503)) await oublierEnvoi(zone, id)
  return resultat
}

/** Removes the sendings that nobody continued for a day, by the disk's own clock. For a nightly job. */
export async function nettoyerEnvois(zone: ZoneEnvois, age = 86_400_000): Promise<number> {
  let oublies = 0
  for (const nom of (await readdir(zone.dossier)).filter((n) => n.endsWith('.json'))) {
    const id = nom.slice(0, -'.json'.length)
    const vu = await stat(contenu(zone, id)).catch(() => null)
    if (vu && Date.now() - vu.mtimeMs < age) continue
    await oublierEnvoi(zone, id)
    oublies += 1
  }
  return oublies
}

export async function oublierEnvoi(zone: ZoneEnvois, id: string): Promise<void> {
  await rm(fiche(zone, id), { force: true })
  await rm(contenu(zone, id), { force: true })
}

const fiche = (zone: ZoneEnvois, id: string) => join(zone.dossier, `${id}.json`)
const contenu = (zone: ZoneEnvois, id: string) => join(zone.dossier, `${id}.part`)

const inconnu = (): Refus =>
  refusFichier(404, 'introuvable', 'Cet envoi n’existe pas ou n’existe plus. Choisissez à nouveau le fichier.')

const decale = (recu: number): Refus =>
  refusFichier(
    409,
    'envoi_decale',
    `Le service a reçu ${recu} octets de ce fichier\u00a0: reprenez l’envoi à cet endroit.`,
  )
