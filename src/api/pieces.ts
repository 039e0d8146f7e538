import type { Readable } from 'node:stream'
import { estRefus, introuvable, type Refus, refus, saisieInvalide } from '../domaine/refus.ts'
import type { Maison } from '../maison.ts'
import { ajouterPiece, lirePiece, pieceRefusee } from '../registre/pieces.ts'
import { recevoirFichier } from '../socle/fichiers/recevoir.ts'
import type { Api, RequeteApi } from './contexte.ts'

/** Pieces of a dossier: one multipart POST (text fields first, then `fichier`), one download. Nothing is held in memory. */
export const apiPieces = (api: Api, maison: Maison): void => {
  api.post('/dossiers/:id/pieces', async ({ acteur, requete }) => {
    const envoi = await lireEnvoi(requete)
    if (estRefus(envoi)) return envoi
    const demande = {
      dossier: requete.params.id ?? '',
      nature: envoi.nature,
      ecole: envoi.ecole,
      acteur,
      recuLe: requete.recuLe,
    }
    const non = await pieceRefusee(maison.porte.base, demande)
    if (non) {
      envoi.flux.resume()
      return non
    }
    const recu = await recevoirFichier(maison, envoi.flux, { nom: envoi.nom, type: envoi.type })
    if (estRefus(recu)) return recu
    const piece = await ajouterPiece(maison.porte, { ...demande, fichier: { ...recu, antivirus: recu.antivirus.etat } })
    if (estRefus(piece)) return piece
    return {
      statut: 201,
      corps: {
        id: piece.id,
        nom: piece.nom,
        octets: piece.octets,
        sha256: piece.sha256,
        nature: piece.nature,
        ecole: piece.ecole,
        antivirus: piece.antivirus,
      },
    }
  })

  api.get('/dossiers/:id/pieces/:piece', async ({ acteur, requete, reponse }) => {
    const piece = await lirePiece(maison.porte.base, requete.params.id ?? '', requete.params.piece ?? '', acteur)
    if (!piece) return introuvable()
    reponse
      .type(piece.type)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(piece.nom)}`)
      .header('content-length', piece.octets)
    return { corps: await maison.fichiers.lire(piece.cle) }
  })
}

type Envoi = { nature: string; ecole: string | undefined; nom: string; type: string; flux: Readable }

const lireEnvoi = async (requete: RequeteApi): Promise<Envoi | Refus> => {
  if (!requete.isMultipart()) return refus('type_refuse', 'Envoyez le fichier en multipart/form-data.', 415)
  const champs: Record<string, string> = {}
  for await (const part of requete.parts()) {
    if (part.type === 'field') {
      if (typeof part.value === 'string') champs[part.fieldname] = part.value
      continue
    }
    if (!champs.nature) {
      part.file.resume()
      return saisieInvalide([{ chemin: 'nature', message: 'Indiquez la nature de la pièce, avant le fichier.' }])
    }
    return {
      nature: champs.nature,
      ecole: champs.ecole || undefined,
      nom: part.filename || 'piece',
      type: part.mimetype,
      flux: part.file,
    }
  }
  return saisieInvalide([{ chemin: 'fichier', message: 'Joignez un fichier.' }])
}
