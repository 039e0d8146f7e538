import { Readable } from 'node:stream'
import { crc32, createDeflateRaw } from 'node:zlib'

/** `brut`: stored without compressing, for what is already compressed; a string or bytes only. */
export type Fichier =
  | { nom: string; contenu: string | Uint8Array; brut?: boolean }
  | { nom: string; contenu: AsyncIterable<string | Uint8Array>; brut?: false }

type Entree = {
  nom: Buffer
  methode: 0 | 8
  drapeaux: number
  crc: number
  compresse: number
  taille: number
  position: number
}

/** 1 January 1980: the same content gives the same bytes. */
const dateDos = 0x21
const nomEnUtf8 = 0x800
const tailleApres = 0x8

/** A ZIP archive as bytes, file after file, in constant memory. Throws past 4 GiB. */
export async function* archiver(fichiers: Iterable<Fichier> | AsyncIterable<Fichier>): AsyncGenerator<Buffer> {
  const entrees: Entree[] = []
  let position = 0
  for await (const fichier of fichiers) {
    const entree = nouvelle(fichier, position)
    for await (const morceau of fichier.brut === true
      ? tel(entree, fichier.contenu)
      : comprime(entree, fichier.contenu)) {
      position += morceau.length
      yield morceau
    }
    if (position > 0xffffffff) throw new Error('A ZIP archive over 4 GiB is not written.')
    entrees.push(entree)
  }
  const annuaire = Buffer.concat(entrees.map(enAnnuaire))
  yield annuaire
  yield fin(entrees.length, annuaire.length, position)
}

const nouvelle = (fichier: Fichier, position: number): Entree => ({
  nom: Buffer.from(fichier.nom),
  methode: fichier.brut ? 0 : 8,
  drapeaux: nomEnUtf8 | (fichier.brut ? 0 : tailleApres),
  crc: 0,
  compresse: 0,
  taille: 0,
  position,
})

function* tel(entree: Entree, contenu: string | Uint8Array): Generator<Buffer> {
  const octets = Buffer.from(contenu)
  entree.crc = crc32(octets)
  entree.compresse = octets.length
  entree.taille = octets.length
  yield enTete(entree)
  yield octets
}

async function* comprime(entree: Entree, contenu: Fichier['contenu']): AsyncGenerator<Buffer> {
  yield enTete(entree)
  const source = typeof contenu === 'string' || contenu instanceof Uint8Array ? [contenu] : contenu
  for await (const morceau of deflate(mesure(entree, source))) {
    entree.compresse += morceau.length
    yield morceau
  }
  yield suite(entree)
}

async function* mesure(entree: Entree, source: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>) {
  for await (const morceau of source) {
    const octets = Buffer.from(morceau)
    entree.crc = crc32(octets, entree.crc)
    entree.taille += octets.length
    yield octets
  }
}

function deflate(source: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  const sortie = createDeflateRaw()
  const entree = Readable.from(source)
  entree.on('error', (erreur) => sortie.destroy(erreur))
  sortie.on('close', () => entree.destroy())
  return entree.pipe(sortie)
}

/** Version, flags, method, date, CRC and sizes: shared by the local header and the directory. */
function champs(e: Entree, sus: boolean): Buffer {
  const b = Buffer.alloc(26)
  b.writeUInt16LE(20, 0)
  b.writeUInt16LE(e.drapeaux, 2)
  b.writeUInt16LE(e.methode, 4)
  b.writeUInt16LE(dateDos, 8)
  if (sus) {
    b.writeUInt32LE(e.crc, 10)
    b.writeUInt32LE(e.compresse, 14)
    b.writeUInt32LE(e.taille, 18)
  }
  b.writeUInt16LE(e.nom.length, 22)
  return b
}

const enTete = (e: Entree): Buffer =>
  Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), champs(e, e.methode === 0), e.nom])

function suite(e: Entree): Buffer {
  const b = Buffer.alloc(16)
  b.write('PK\x07\x08', 'latin1')
  b.writeUInt32LE(e.crc, 4)
  b.writeUInt32LE(e.compresse, 8)
  b.writeUInt32LE(e.taille, 12)
  return b
}

function enAnnuaire(e: Entree): Buffer {
  const apres = Buffer.alloc(14)
  apres.writeUInt32LE(e.position, 10)
  return Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), champs(e, true), apres, e.nom])
}

function fin(nombre: number, longueur: number, position: number): Buffer {
  const b = Buffer.alloc(22)
  b.write('PK\x05\x06', 'latin1')
  b.writeUInt16LE(nombre, 8)
  b.writeUInt16LE(nombre, 10)
  b.writeUInt32LE(longueur, 12)
  b.writeUInt32LE(position, 16)
  return b
}
