import type { Refus } from '../../domaine/refus.ts'
import type { Fichiers } from './ouvrir.ts'
import type { Recueilli } from './recueillir.ts'

export type FichierEcrit = { cle: string; sha256: string; octets: number }

/** What a place must know how to do with a file already written, hashed and synced. */
export type Rangement = Pick<Fichiers, 'lire' | 'lister' | 'supprimer'> & {
  ranger(recueilli: Recueilli): Promise<Refus | null>
}

/** A key is a SHA-256 in hexadecimal: anything else would be a path. */
export function verifierCle(cle: string): string {
  if (!/^[0-9a-f]{64}$/.test(cle))
    throw new Error(`This is not the key of a file: ${JSON.stringify(cle.slice(0, 80))}.`)
  return cle
}
