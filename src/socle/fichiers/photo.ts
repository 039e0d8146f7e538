import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { fileTypeFromBuffer } from 'file-type'
import type { Refus } from '../../domaine/refus.ts'
import { MAX_OCTETS } from './ouvrir.ts'
import { refusDe } from './recueillir.ts'
import { refusFichier, tropGros, vide } from './refus-fichier.ts'

/** Longest side of a photo that is kept, and of its thumbnail, in pixels. */
const COTE = 1600
const COTE_VIGNETTE = 240
/** Beyond, a picture is no photograph: a few bytes may unfold into gigabytes. */
const PIXELS = 64_000_000

/**
 * A photo as it is kept: upright, its longest side at most 1,600 pixels, JPEG, without metadata (place, date, device).
 * Refuses: 413 too big, 415 not a photo, 422 empty, cut or damaged, or of absurd dimensions.
 */
export async function allegerPhoto(
  flux: Readable,
  nom: string,
): Promise<{ contenu: Buffer; nom: string; type: 'image/jpeg' } | Refus> {
  const recu = await toutRecevoir(flux)
  if ('refus' in recu) return recu
  const forme = await fileTypeFromBuffer(recu)
  if (!forme || !['image/jpeg', 'image/png', 'image/webp'].includes(forme.mime)) return pasUnePhoto()
  const contenu = await reduire(recu, COTE)
  if ('refus' in contenu) return contenu
  return { contenu, nom: `${nom.replace(/\.[^.]{1,5}$/, '') || 'photo'}.jpg`, type: 'image/jpeg' }
}

/** A small copy of a picture already kept, to show it in a list. Refuses what cannot be read as a picture (422). */
export const vignetteDe = async (contenu: Readable): Promise<Buffer | Refus> =>
  reduire(await buffer(contenu), COTE_VIGNETTE)

async function reduire(contenu: Buffer, cote: number): Promise<Buffer | Refus> {
  const sharp = await charger()
  try {
    const image = sharp(contenu, { limitInputPixels: PIXELS, failOn: 'error', sequentialRead: true })
    const { width, height } = await image.metadata()
    if (width * height > PIXELS) return demesuree()
    return await image
      .autoOrient()
      .resize({ width: cote, height: cote, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 80 })
      .timeout({ seconds: 20 })
      .toBuffer()
  } catch (erreur) {
    return erreur instanceof Error && /pixel limit|too large|dimension/i.test(erreur.message) ? demesuree() : abimee()
  }
}

let prete: Promise<typeof import('sharp')['default']> | undefined

// Loaded at the first photo; only the three readers that are needed stay on, one picture at a time.
const charger = () => {
  prete ??= import('sharp').then(({ default: sharp }) => {
    sharp.cache(false)
    sharp.concurrency(1)
    sharp.block({ operation: ['VipsForeignLoad'] })
    sharp.unblock({
      operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
    })
    return sharp
  })
  return prete
}

async function toutRecevoir(flux: Readable): Promise<Buffer | Refus> {
  const morceaux: Buffer[] = []
  let octets = 0
  flux.on('error', () => {}) // the sender may vanish while the rest is being drained
  try {
    for await (const morceau of flux.iterator({ destroyOnReturn: false })) {
      const b = Buffer.from(morceau)
      octets += b.length
      if (octets > MAX_OCTETS) return tropGros(MAX_OCTETS)
      morceaux.push(b)
    }
    if ('truncated' in flux && flux.truncated === true) return tropGros(MAX_OCTETS)
    return octets === 0 ? vide() : Buffer.concat(morceaux)
  } catch (erreur) {
    return refusDe(erreur, MAX_OCTETS) ?? Promise.reject(erreur)
  } finally {
    flux.resume()
  }
}

const pasUnePhoto = () =>
  refusFichier(
    415,
    'photo_attendue',
    'Ce fichier n’est pas une photo\u00a0: envoyez une image JPEG, PNG ou WebP. Un téléphone récent qui enregistre en HEIC sait l’exporter en JPEG.',
  )
const demesuree = () =>
  refusFichier(
    422,
    'photo_demesuree',
    'Cette image annonce des dimensions démesurées (plus de 64 millions de points)\u00a0: envoyez la photo telle que l’appareil l’a prise.',
  )
const abimee = () =>
  refusFichier(
    422,
    'photo_abimee',
    'Cette photo est incomplète ou abîmée. Vérifiez qu’elle s’ouvre sur votre appareil, puis envoyez-la à nouveau.',
  )
