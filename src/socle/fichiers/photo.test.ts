import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import type { Refus } from '../../domaine/refus.ts'
import { allegerPhoto, vignetteDe } from './photo.ts'

const aplat = (largeur: number, hauteur: number) =>
  sharp({ create: { width: largeur, height: hauteur, channels: 3, background: '#0b4f47' } })
const photoDeTelephone = () =>
  aplat(4000, 3000)
    .withExif({
      IFD0: { Make: 'Téléphone de la directrice', Orientation: '6' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '45/1 21/1 50/1', GPSLongitudeRef: 'E', GPSLongitude: '5/1 35/1 26/1' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
const envoyer = (contenu: Buffer, nom = 'IMG_0042.jpeg') => allegerPhoto(Readable.from([contenu]), nom)
const gardee = async (contenu: Buffer, nom?: string) => {
  const recue = await envoyer(contenu, nom)
  if ('refus' in recue) throw new Error(recue.detail)
  return recue
}
const refusee = async (contenu: Buffer): Promise<Refus> => {
  const recue = await envoyer(contenu)
  if (!('refus' in recue)) throw new Error('The picture was accepted.')
  return recue
}

test('la photo d’une livraison est réduite, remise droite, et ne dit plus où elle a été prise', async () => {
  const originale = await photoDeTelephone()
  expect((await sharp(originale).metadata()).exif).toBeDefined()
  const { contenu, nom, type } = await gardee(originale)
  const vue = await sharp(contenu).metadata()
  expect([vue.format, vue.width, vue.height]).toEqual(['jpeg', 1200, 1600])
  expect([vue.exif, vue.xmp, vue.iptc, vue.orientation]).toEqual([undefined, undefined, undefined, undefined])
  expect(contenu.includes('directrice')).toBe(false)
  expect([nom, type]).toEqual(['IMG_0042.jpg', 'image/jpeg'])
})

test('une petite image n’est pas agrandie, et une capture transparente devient un JPEG sur fond blanc', async () => {
  const { contenu } = await gardee(
    await sharp({ create: { width: 300, height: 200, channels: 4, background: '#00000000' } })
      .png()
      .toBuffer(),
    'capture.png',
  )
  const { data, info } = await sharp(contenu).raw().toBuffer({ resolveWithObject: true })
  expect([info.width, info.height]).toEqual([300, 200])
  expect([...data.subarray(0, 3)]).toEqual([255, 255, 255])
})

test('une image de quelques octets qui annonce des milliards de points est refusée avec une phrase', async () => {
  const bombe = await refusee(pngAnnoncant(60_000, 60_000))
  expect([bombe.statut, bombe.code]).toEqual([422, 'photo_demesuree'])
  expect(bombe.detail).toContain('dimensions démesurées')
})

test('une photo coupée en route est refusée', async () => {
  const originale = await photoDeTelephone()
  expect((await refusee(originale.subarray(0, originale.length / 2))).code).toBe('photo_abimee')
})

test('un dessin SVG, un TIFF, un PDF et un texte renommés en photo sont refusés', async () => {
  const faux = [
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
    await aplat(10, 10).tiff().toBuffer(),
    Buffer.from('%PDF-1.7\n%%EOF'),
    Buffer.from('bonjour'),
  ]
  for (const contenu of faux) expect((await refusee(contenu)).code).toBe('photo_attendue')
  expect((await refusee(Buffer.alloc(0))).code).toBe('fichier_vide')
})

test('au-delà de vingt mégaoctets, la photo est refusée sans être lue', async () => {
  expect((await refusee(Buffer.alloc(20_000_001))).statut).toBe(413)
})

test('la vignette d’une photo tient dans 240 pixels', async () => {
  const { contenu } = await gardee(await photoDeTelephone())
  const vignette = await vignetteDe(Readable.from([contenu]))
  if ('refus' in vignette) throw new Error(vignette.detail)
  const vue = await sharp(await buffer(Readable.from([vignette]))).metadata()
  expect([vue.width, vue.height]).toEqual([180, 240])
})

/** A well-formed PNG header over almost no data. */
function pngAnnoncant(largeur: number, hauteur: number): Buffer {
  const bloc = (nom: string, corps: Buffer) => {
    const tete = Buffer.alloc(8)
    tete.writeUInt32BE(corps.length)
    tete.write(nom, 4, 'latin1')
    const somme = Buffer.alloc(4)
    somme.writeUInt32BE(crc(Buffer.concat([Buffer.from(nom, 'latin1'), corps])))
    return Buffer.concat([tete, corps, somme])
  }
  const ihdr = Buffer.alloc(13)
  ihdr.writeUInt32BE(largeur)
  ihdr.writeUInt32BE(hauteur, 4)
  ihdr.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    bloc('IHDR', ihdr),
    bloc('IDAT', deflateSync(Buffer.alloc(1000))),
    bloc('IEND', Buffer.alloc(0)),
  ])
}

function crc(octets: Buffer): number {
  let c = 0xffffffff
  for (const o of octets) {
    c ^= o
    for (let k = 0; k < 8; k++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1
  }
  return (c ^ 0xffffffff) >>> 0
}
