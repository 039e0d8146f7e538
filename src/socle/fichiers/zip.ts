import type { FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'
import { tranche, tranches } from './tranche.ts'

export type EntreeZip = {
  nom: string
  methode: number
  compresse: number
  deplie: number
  position: number
  chiffree: boolean
}

const MAX_ENTREES = 10_000
const MAX_REPERTOIRE = 8_000_000
const FIN = 0x06054b50
const FIN_64 = 0x06064b50
const LOCALISATEUR_64 = 0x07064b50
const ENTREE = 0x02014b50
const LOCALE = 0x04034b50
const PLEIN_16 = 0xffff
const PLEIN_32 = 0xffffffff

/** The central directory of a ZIP, as it declares itself; null when the file is not a readable ZIP (or has over 10,000 entries). */
export async function lireRepertoire(fichier: FileHandle): Promise<EntreeZip[] | null> {
  const { size } = await fichier.stat()
  const fin = await tranche(fichier, Math.max(0, size - 66_000), Math.min(size, 66_000))
  const place = dernier(fin, FIN)
  if (place < 0 || place + 22 > fin.length) return null
  const annonce = await dimensions(fichier, fin, place, Math.max(0, size - 66_000))
  if (!annonce || annonce.nombre > MAX_ENTREES || annonce.taille > MAX_REPERTOIRE) return null
  if (annonce.position + annonce.taille > size) return null
  return entrees(await tranche(fichier, annonce.position, annonce.taille), annonce.nombre)
}

/** The real content of an entry, as it inflates; stops with an error when the ZIP lies or is damaged. */
export async function* deplier(fichier: FileHandle, entree: EntreeZip): AsyncGenerator<Buffer> {
  const locale = await tranche(fichier, entree.position, 30)
  if (locale.length < 30 || locale.readUInt32LE(0) !== LOCALE) throw new Error('ZIP: bad local header')
  const debut = entree.position + 30 + locale.readUInt16LE(26) + locale.readUInt16LE(28)
  if (entree.compresse === 0) return
  const brut = tranches(fichier, debut, debut + entree.compresse)
  yield* entree.methode === 0 ? brut : Readable.from(brut).compose(createInflateRaw())
}

function dernier(b: Buffer, signature: number): number {
  for (let i = b.length - 4; i >= 0; i--) if (b.readUInt32LE(i) === signature) return i
  return -1
}

// ZIP64 writes its figures elsewhere, and fills the usual places with ones; some spreadsheet libraries always use it.
async function dimensions(fichier: FileHandle, fin: Buffer, place: number, decalage: number) {
  const court = {
    nombre: fin.readUInt16LE(place + 10),
    taille: fin.readUInt32LE(place + 12),
    position: fin.readUInt32LE(place + 16),
  }
  if (court.nombre !== PLEIN_16 && court.taille !== PLEIN_32 && court.position !== PLEIN_32) return court
  const localisateur = place - 20
  if (localisateur < 0 || fin.readUInt32LE(localisateur) !== LOCALISATEUR_64) return null
  const ici = Number(fin.readBigUInt64LE(localisateur + 8)) - decalage
  const long = ici >= 0 ? fin.subarray(ici, ici + 56) : await tranche(fichier, ici + decalage, 56)
  if (long.length < 56 || long.readUInt32LE(0) !== FIN_64) return null
  return {
    nombre: Number(long.readBigUInt64LE(32)),
    taille: Number(long.readBigUInt64LE(40)),
    position: Number(long.readBigUInt64LE(48)),
  }
}

function entrees(b: Buffer, nombre: number): EntreeZip[] | null {
  const lues: EntreeZip[] = []
  for (let i = 0, p = 0; i < nombre; i++) {
    if (p + 46 > b.length || b.readUInt32LE(p) !== ENTREE) return null
    const [nom, extra, commentaire] = [b.readUInt16LE(p + 28), b.readUInt16LE(p + 30), b.readUInt16LE(p + 32)]
    if (p + 46 + nom + extra > b.length) return null
    const longs = champs64(b.subarray(p + 46 + nom, p + 46 + nom + extra))
    const valeur = (place: number) => {
      const v = b.readUInt32LE(place)
      return v === PLEIN_32 ? (longs.shift() ?? v) : v
    }
    // In this order: ZIP64 gives only the figures that did not fit, uncompressed size first.
    const deplie = valeur(p + 24)
    const compresse = valeur(p + 20)
    const position = valeur(p + 42)
    lues.push({
      nom: b.toString('utf8', p + 46, p + 46 + nom),
      methode: b.readUInt16LE(p + 10),
      chiffree: (b.readUInt16LE(p + 8) & 1) === 1,
      deplie,
      compresse,
      position,
    })
    p += 46 + nom + extra + commentaire
  }
  return lues
}

function champs64(extra: Buffer): number[] {
  for (let p = 0; p + 4 <= extra.length; ) {
    const [id, longueur] = [extra.readUInt16LE(p), extra.readUInt16LE(p + 2)]
    const fin = Math.min(p + 4 + longueur, extra.length)
    const nombres: number[] = []
    if (id === 1) for (let q = p + 4; q + 8 <= fin; q += 8) nombres.push(Number(extra.readBigUInt64LE(q)))
    if (id === 1) return nombres
    p += 4 + longueur
  }
  return []
}
