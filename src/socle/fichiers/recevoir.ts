import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { Refus } from '../../domaine/refus.ts'
import type { Analyse, Antivirus } from '../antivirus.ts'
import { type Controle, controler } from './controler.ts'
import type { Extension } from './formats.ts'
import { extensionDe, nettoyerNom } from './nettoyer-nom.ts'
import type { Fichiers } from './ouvrir.ts'
import { allegerPhoto } from './photo.ts'
import type { FichierEcrit } from './rangement.ts'
import { refusFichier } from './refus-fichier.ts'

/** A content that was checked, analysed and kept. `nom` is safe to show; `type` is what it really is. */
export type FichierRecu = FichierEcrit & Controle & { nom: string; antivirus: Analyse }

/**
 * The whole way of a file that somebody sends: streamed to the disk, checked, analysed, then kept; or refused, and nothing stays.
 * `relire` reads the whole content before it is kept, for what a format does not say. Without antivirus the file is kept and says `non_analyse`. A `photo` is kept smaller and without its metadata: the original is not.
 */
export async function recevoirFichier(
  { fichiers, antivirus }: { fichiers: Fichiers; antivirus: Antivirus },
  flux: Readable,
  {
    nom,
    type,
    max,
    formats,
    photo = false,
    relire,
  }: {
    nom: string
    type: string
    max?: number
    formats?: readonly Extension[]
    photo?: boolean
    relire?: (octets: Buffer) => Promise<Refus | null>
  },
): Promise<FichierRecu | Refus> {
  if (photo) {
    const allegee = await allegerPhoto(flux, nom)
    return 'refus' in allegee
      ? allegee
      : recevoirFichier({ fichiers, antivirus }, Readable.from([allegee.contenu]), allegee)
  }
  const propre = nettoyerNom(nom)
  let controle: Controle | undefined
  let analyse: Analyse = { etat: 'non_analyse', detail: '' }
  const ecrit = await fichiers.ecrire(flux, {
    ...(max === undefined ? {} : { max }),
    async controle(chemin) {
      const verdict = await controler(chemin, propre, type, formats)
      if ('refus' in verdict) return verdict
      controle = verdict
      analyse = await antivirus.analyser(createReadStream(chemin))
      if (analyse.etat === 'infecte') return infecte(analyse.detail)
      return (await relire?.(await readFile(chemin))) ?? null
    },
  })
  if ('refus' in ecrit || !controle)
    return 'refus' in ecrit ? ecrit : Promise.reject(new Error('The file was not checked.'))
  const complet = extensionDe(propre) === '' ? `${propre}.${controle.extension}` : propre
  return { ...ecrit, ...controle, nom: complet, antivirus: analyse }
}

const infecte = (signature: string): Refus =>
  refusFichier(
    422,
    'fichier_infecte',
    `L’antivirus a trouvé un virus dans ce fichier (${signature})\u00a0: il n’a pas été gardé. Prévenez le service informatique de votre collectivité avant de le renvoyer.`,
  )
