import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Refus } from '../../domaine/refus.ts'
import { dansUnDossier } from './dossier.ts'
import { type FichierEcrit, type Rangement, verifierCle } from './rangement.ts'
import { type Recueilli, recueillir } from './recueillir.ts'
import { refusFichier } from './refus-fichier.ts'
import { type AdresseS3, dansS3 } from './s3.ts'

/** 20 MB: what a scanned deliberation of sixty pages weighs. */
export const MAX_OCTETS = 20_000_000

/** Where the contents of files live, each once, under the SHA-256 of its content (`cle`). */
export type Fichiers = {
  /** Keeps a content. `controle` reads the temporary file before it is put away: a refusal leaves nothing behind. */
  ecrire(
    flux: Readable,
    options?: { max?: number; controle?: (chemin: string) => Promise<Refus | null> },
  ): Promise<FichierEcrit | Refus>
  /** Puts back a content whose SHA-256 is known (restoring); refuses another content. */
  ecrireSous(cle: string, flux: Readable): Promise<FichierEcrit | Refus>
  /** An unknown key is a bug: throws. */
  lire(cle: string): Promise<Readable>
  lister(): AsyncIterable<{ cle: string; octets: number }>
  /** The caller knows that no other piece holds the same content. Nothing to delete is not an error. */
  supprimer(cle: string): Promise<void>
}

/** Opens the store of the configuration: S3-compatible when `s3` is there, the folder `DONNEES/fichiers` otherwise. */
export async function ouvrirFichiers(config: { donnees: string; s3?: AdresseS3 }): Promise<Fichiers> {
  const racine = join(config.donnees, 'fichiers')
  const tampon = join(racine, '.tampon')
  await mkdir(tampon, { recursive: true, mode: 0o700 })
  await oublierLesRestes(tampon)
  const rangement = config.s3 ? dansS3(config.s3) : dansUnDossier(racine)
  return {
    ...rangement,
    async ecrire(flux, { max = MAX_OCTETS, controle } = {}) {
      const recueilli = await recueillir(flux, tampon, max)
      if ('refus' in recueilli) return recueilli
      try {
        return (await controle?.(recueilli.chemin)) ?? (await ranger(rangement, recueilli))
      } finally {
        await rm(recueilli.chemin, { force: true })
      }
    },
    async ecrireSous(cle, flux) {
      const recueilli = await recueillir(flux, tampon, Number.POSITIVE_INFINITY)
      if ('refus' in recueilli) return recueilli
      try {
        return recueilli.sha256 === verifierCle(cle) ? await ranger(rangement, recueilli) : autreContenu(cle)
      } finally {
        await rm(recueilli.chemin, { force: true })
      }
    },
  }
}

async function ranger(rangement: Rangement, recueilli: Recueilli): Promise<FichierEcrit | Refus> {
  const { sha256, octets } = recueilli
  return (await rangement.ranger(recueilli)) ?? { cle: sha256, sha256, octets }
}

const autreContenu = (cle: string) =>
  refusFichier(
    422,
    'empreinte_differente',
    `Le contenu du fichier ${cle.slice(0, 12)}… ne correspond pas à son empreinte.`,
  )

// What a process killed in the middle of a sending left: a day old, nobody writes it any more.
async function oublierLesRestes(tampon: string): Promise<void> {
  for (const nom of await readdir(tampon)) {
    const chemin = join(tampon, nom)
    const age = Date.now() - ((await stat(chemin).catch(() => null))?.mtimeMs ?? Date.now())
    if (age > 86_400_000) await rm(chemin, { force: true })
  }
}
