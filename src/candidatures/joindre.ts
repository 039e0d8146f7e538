import type { Readable } from 'node:stream'
import { estRefus, type Refus } from '../domaine/refus.ts'
import type { Maison } from '../maison.ts'
import { ajouterPiece, type DepotPiece, pieceRefusee } from '../registre/pieces.ts'
import { recevoirFichier } from '../socle/fichiers/recevoir.ts'

/** The whole way of a file into a dossier: may this person? is the content right? then kept and recorded. */
export const joindre = async (
  maison: Maison,
  d: Omit<DepotPiece, 'fichier'>,
  fichier: { nom: string; type: string; flux: Readable },
): Promise<Refus | { id: string; nom: string; octets: number; sha256: string }> => {
  const non = await pieceRefusee(maison.porte.base, d)
  if (non) {
    fichier.flux.resume()
    return non
  }
  const recu = await recevoirFichier(maison, fichier.flux, { ...fichier, photo: d.nature === 'photo' })
  if (estRefus(recu)) return recu
  return ajouterPiece(maison.porte, { ...d, fichier: { ...recu, antivirus: recu.antivirus.etat } })
}
