import { createHash } from 'node:crypto'
import { ErreurDemarrage } from '../erreur-demarrage.ts'

// A backup is one gzip stream: a first line of JSON, then entries, then a last line. An entry is a line of JSON that names
// it, its bytes in pieces (length on four bytes, then the piece; a length of zero ends), and their SHA-256.

export const FORMAT = 1

/** First line of a backup. */
export type Entete = {
  laureat: typeof FORMAT
  cree: string
  migrations: { nom: string; empreinte: string }[]
  travaux: number | null
}
/** First line of an entry: one table, or one stored file. */
export type Entree = { table: string; colonnes: string[] } | { fichier: string }
/** Last line: what the reader must have seen, and where the sequences stood. */
export type Fin = { fin: number; sequences: { nom: string; valeur: number }[] }

export const ligne = (valeur: Entete | Entree | Fin): Buffer => Buffer.from(`${JSON.stringify(valeur)}\n`)

/** The bytes of one entry, whatever the size of its source. */
export async function* ecrireEntree(entree: Entree, source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const empreinte = createHash('sha256')
  yield ligne(entree)
  for await (const morceau of source) {
    if (morceau.length === 0) continue
    empreinte.update(morceau)
    yield longueur(morceau.length)
    yield morceau
  }
  yield longueur(0)
  yield empreinte.digest()
}

export type LecteurContenant = { ligne(): Promise<unknown>; contenu(): AsyncGenerator<Buffer> }

/** Reads a backup in order; throws the sentence to show when it is cut or damaged. */
export function lireContenant(source: AsyncIterable<Buffer>): LecteurContenant {
  const morceaux = source[Symbol.asyncIterator]()
  let tampon: Buffer = Buffer.alloc(0)
  const lireEncore = async (): Promise<void> => {
    const { value, done } = await morceaux.next().catch(() => ({ value: undefined, done: true }))
    if (done || !value) throw abimee()
    tampon = Buffer.concat([tampon, value])
  }
  const lire = async (octets: number): Promise<Buffer> => {
    while (tampon.length < octets) await lireEncore()
    const lu = tampon.subarray(0, octets)
    tampon = tampon.subarray(octets)
    return lu
  }
  return {
    ligne: async () => {
      while (!tampon.includes(10)) {
        if (tampon.length > LIGNE_MAX) throw abimee()
        await lireEncore()
      }
      const texte = (await lire(tampon.indexOf(10) + 1)).toString()
      try {
        return JSON.parse(texte)
      } catch {
        throw abimee()
      }
    },
    async *contenu() {
      const empreinte = createHash('sha256')
      for (;;) {
        const taille = (await lire(4)).readUInt32BE()
        if (taille === 0) break
        const morceau = await lire(taille)
        empreinte.update(morceau)
        yield morceau
      }
      if (!empreinte.digest().equals(await lire(32))) throw abimee()
    },
  }
}

const LIGNE_MAX = 1_000_000

const longueur = (octets: number): Buffer => {
  const quatre = Buffer.alloc(4)
  quatre.writeUInt32BE(octets)
  return quatre
}

export const abimee = (): ErreurDemarrage =>
  new ErreurDemarrage(
    'Ce fichier n’est pas une sauvegarde de Lauréat, ou il est abîmé\u00a0: prenez-en une autre copie. Rien n’a été restauré.',
  )
