import type { Readable } from 'node:stream'
import { estRefus, introuvable, type Refus, refus, saisieInvalide } from '../domaine/refus.ts'
import type { Maison } from '../maison.ts'
import { ajouterPieceDeSeance, lireDocumentDeSeance, pieceDeSeanceRefusee } from '../registre/piece-de-seance.ts'
import { voirSeance } from '../registre/seances.ts'
import { recevoirFichier } from '../socle/fichiers/recevoir.ts'
import type { Api, Appelant, RequeteApi, Resultat } from './contexte.ts'

/** Papers of a session (the signed minutes): one multipart POST with `fichier`, then the act names its id. */
export const apiPiecesDeSeance = (api: Api, maison: Maison): void => {
  const joindre = async ({ acteur, requete }: Appelant): Promise<Resultat> => {
    const d = { seance: requete.params.id ?? '', acteur, recuLe: requete.recuLe }
    const vue = await voirSeance(maison.porte.base, d.seance, acteur)
    if (!vue || (requete.params.slug !== undefined && vue.seance.appel !== requete.params.slug)) return introuvable()
    const non = await pieceDeSeanceRefusee(maison.porte.base, d)
    const envoi = await lireFichier(requete)
    if (estRefus(envoi)) return non ?? envoi
    if (non) {
      envoi.flux.resume()
      return non
    }
    const recu = await recevoirFichier(maison, envoi.flux, { nom: envoi.nom, type: envoi.type })
    if (estRefus(recu)) return recu
    const piece = await ajouterPieceDeSeance(maison.porte, {
      ...d,
      fichier: { ...recu, antivirus: recu.antivirus.etat },
    })
    return estRefus(piece) ? piece : { statut: 201, corps: piece }
  }
  const lire = async ({ acteur, requete, reponse }: Appelant): Promise<Resultat> => {
    const vue = await voirSeance(maison.porte.base, requete.params.id ?? '', acteur)
    const document = vue?.documents.find((d) => d.id === requete.params.piece?.toLowerCase())
    if (!vue || !document || (requete.params.slug !== undefined && vue.seance.appel !== requete.params.slug))
      return introuvable()
    const fichier = await lireDocumentDeSeance(maison, document.id)
    if (estRefus(fichier)) return fichier
    reponse
      .type(fichier.type)
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(document.nom)}`)
    return { corps: await maison.fichiers.lire(fichier.cle) }
  }
  for (const debut of ['/seances/:id', '/appels/:slug/seances/:id']) {
    api.post(`${debut}/pieces`, joindre)
    api.get(`${debut}/pieces/:piece`, lire)
  }
}

type Envoi = { nom: string; type: string; flux: Readable }

const lireFichier = async (requete: RequeteApi): Promise<Envoi | Refus> => {
  if (!requete.isMultipart()) return refus('type_refuse', 'Envoyez le fichier en multipart/form-data.', 415)
  for await (const part of requete.parts())
    if (part.type !== 'field') return { nom: part.filename || 'piece', type: part.mimetype, flux: part.file }
  return saisieInvalide([{ chemin: 'fichier', message: 'Joignez un fichier.' }])
}
