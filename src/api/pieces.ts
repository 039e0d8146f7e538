import type { Readable } from 'node:stream'
import { estRefus, introuvable, type Refus, refus, saisieInvalide } from '../domaine/refus.ts'
import type { Maison } from '../maison.ts'
import { ajouterPiece, lirePiece, pieceRefusee } from '../registre/pieces.ts'
import { recevoirFichier } from '../socle/fichiers/recevoir.ts'
import type { Api, RequeteApi, Resultat } from './contexte.ts'
import { executerUneFois } from './idempotence.ts'

/** Pieces of a dossier: one multipart POST (text fields first, then `fichier`), one download. Nothing is held in memory. */
export const apiPieces = (api: Api, maison: Maison): void => {
  api.post('/dossiers/:id/pieces', async (appelant) => {
    const { acteur, requete } = appelant
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
    const recu = await recevoirFichier(maison, envoi.flux, {
      nom: envoi.nom,
      type: envoi.type,
      photo: envoi.nature === 'photo',
    })
    if (estRefus(recu)) return recu
    const ranger = async (): Promise<Resultat> => {
      const fichier = { ...recu, antivirus: recu.antivirus.etat }
      const piece = await ajouterPiece(maison.porte, { ...demande, fichier })
      if (estRefus(piece)) return piece
      const { cree_le: _, type: __, ...corps } = piece
      return { statut: 201, corps }
    }
    // The same key and the same file: the same piece. Its content is kept once anyway, under its SHA-256.
    const cle = requete.headers['idempotency-key']
    if (typeof cle !== 'string') return ranger()
    return executerUneFois(appelant, cle, ranger, {
      nature: envoi.nature,
      ecole: envoi.ecole ?? null,
      nom: recu.nom,
      sha256: recu.sha256,
    })
  })

  api.get('/dossiers/:id/pieces/:piece', async ({ acteur, requete, reponse }) => {
    const piece = await lirePiece(maison.porte.base, requete.params.id ?? '', requete.params.piece ?? '', acteur)
    if (!piece) return introuvable()
    if (estRefus(piece)) return piece
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
