import { openAsBlob } from 'node:fs'
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { S3mini } from 's3mini'
import { type Rangement, verifierCle } from './rangement.ts'
import { stockageIndisponible } from './refus-fichier.ts'

export type AdresseS3 = { adresse: string; region: string; compartiment: string; cle: string; secret: string }

const PREFIXE = 'fichiers/'
const PAR_PAGE = 1000

/** Files in an S3-compatible store, `fichiers/abcdef…`. Sent from the temporary file by parts of 8 MB, four at once: bounded memory. */
export function dansS3(s3: AdresseS3): Rangement {
  const client = new S3mini({
    accessKeyId: s3.cle,
    secretAccessKey: s3.secret,
    endpoint: `${s3.adresse.replace(/\/+$/, '')}/${s3.compartiment}`,
    region: s3.region,
    requestAbortTimeout: 60_000,
  })
  const objet = (cle: string) => PREFIXE + verifierCle(cle)
  return {
    async ranger({ chemin, sha256, octets }) {
      try {
        if (await dejaLa(client, objet(sha256), octets)) return null
        await client.putAnyObject(objet(sha256), await openAsBlob(chemin), 'application/octet-stream')
        return null
      } catch {
        return stockageIndisponible()
      }
    },
    async lire(cle) {
      const reponse = await client.getObjectResponse(objet(cle))
      if (!reponse?.body) throw new Error(`The store does not hold the file ${cle}.`)
      return Readable.fromWeb(reponse.body as ReadableStream) // the same class, typed twice: by the DOM and by Node
    },
    async *lister() {
      let suite: string | undefined
      do {
        const page = await client.listObjectsPaged('/', PREFIXE, PAR_PAGE, suite)
        for (const { Key, Size } of page?.objects ?? []) {
          const cle = Key.slice(PREFIXE.length)
          if (/^[0-9a-f]{64}$/.test(cle)) yield { cle, octets: Number(Size) }
        }
        suite = page?.nextContinuationToken
      } while (suite)
    },
    async supprimer(cle) {
      await client.deleteObject(objet(cle))
    },
  }
}

async function dejaLa(client: S3mini, objet: string, octets: number): Promise<boolean> {
  return (await client.objectExists(objet)) === true && (await client.getContentLength(objet)) === octets
}
