import type { FileHandle } from 'node:fs/promises'

/** At most `longueur` bytes from `position`; fewer at the end of the file. */
export async function tranche(fichier: FileHandle, position: number, longueur: number): Promise<Buffer> {
  const { buffer, bytesRead } = await fichier.read(Buffer.alloc(longueur), 0, longueur, position)
  return buffer.subarray(0, bytesRead)
}

/** The bytes from `debut` to `fin` (excluded), 64 kB at a time. A stream of the handle would close it, whatever `autoClose` says. */
export async function* tranches(fichier: FileHandle, debut: number, fin: number): AsyncGenerator<Buffer> {
  for (let place = debut; place < fin; ) {
    const lue = await tranche(fichier, place, Math.min(65_536, fin - place))
    if (lue.length === 0) return
    place += lue.length
    yield lue
  }
}
