import { createReadStream } from 'node:fs'

/** A file by its path, or its bytes. */
export type Source = string | Uint8Array

export type Encodage = 'utf-8' | 'utf-16le' | 'windows-1252'

/**
 * How a text file is encoded, from the whole of it: a byte-order mark decides; else UTF-8 if every byte agrees, else
 * the Windows-1252 that old French spreadsheets write. `undefined`: not a text file.
 */
export async function encodageDe(source: Source): Promise<Encodage | undefined> {
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  let debut = true
  let estUtf8 = true
  for await (const morceau of morceaux(source)) {
    if (debut && morceau[0] === 0xff && morceau[1] === 0xfe) return 'utf-16le'
    if (morceau.includes(0)) return undefined
    debut = false
    estUtf8 &&= lisible(utf8, morceau)
  }
  return estUtf8 && lisible(utf8) ? 'utf-8' : 'windows-1252'
}

/** The text of a file, piece by piece; the byte-order mark is dropped. */
export async function* texteDe(source: Source, encodage: Encodage): AsyncGenerator<string> {
  const decodeur = new TextDecoder(encodage)
  for await (const morceau of morceaux(source)) yield decodeur.decode(morceau, { stream: true })
  yield decodeur.decode()
}

function lisible(decodeur: TextDecoder, morceau?: Uint8Array): boolean {
  try {
    decodeur.decode(morceau, { stream: morceau !== undefined })
    return true
  } catch {
    return false
  }
}

async function* morceaux(source: Source): AsyncGenerator<Uint8Array> {
  if (typeof source === 'string') yield* createReadStream(source)
  else yield source
}
