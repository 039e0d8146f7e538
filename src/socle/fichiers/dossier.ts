import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Rangement, verifierCle } from './rangement.ts'
import { refusDe } from './recueillir.ts'

/** Files in a folder, `ab/abcdef…`: renamed into place once synced, so that a name always shows a whole file. */
export function dansUnDossier(racine: string): Rangement {
  const chemin = (cle: string) => join(racine, verifierCle(cle).slice(0, 2), cle)
  return {
    async ranger(recueilli) {
      const cible = chemin(recueilli.sha256)
      try {
        const cree = await mkdir(dirname(cible), { recursive: true, mode: 0o700 })
        // Over a same content already there: the same bytes, or a damaged copy made good.
        await rename(recueilli.chemin, cible)
        await synchroniser(dirname(cible))
        if (cree) await synchroniser(racine)
        return null
      } catch (erreur) {
        const refus = refusDe(erreur, recueilli.octets)
        if (!refus) throw erreur
        return refus
      }
    },
    async lire(cle) {
      const fichier = await open(chemin(cle), 'r')
      return fichier.createReadStream()
    },
    async *lister() {
      for (const sous of (await readdir(racine)).filter((n) => /^[0-9a-f]{2}$/.test(n)).sort())
        for (const cle of (await readdir(join(racine, sous))).filter((n) => /^[0-9a-f]{64}$/.test(n)).sort())
          yield { cle, octets: (await stat(join(racine, sous, cle))).size }
    },
    supprimer: (cle) => rm(chemin(cle), { force: true }),
  }
}

/** A rename survives a power cut only once its folder is synced. */
async function synchroniser(dossier: string): Promise<void> {
  const poignee = await open(dossier, 'r')
  try {
    await poignee.sync()
  } finally {
    await poignee.close()
  }
}
