import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { ecolesVivantes } from '../domaine/faits.ts'
import { estRefus, introuvable, type Refus, saisieInvalide } from '../domaine/refus.ts'
import type { Maison, Slice } from '../maison.ts'
import { lirePiece, retirerPiece } from '../registre/pieces.ts'
import {
  commencerEnvoi,
  continuerEnvoi,
  etatEnvoi,
  ouvrirEnvois,
  terminerEnvoi,
  type ZoneEnvois,
} from '../socle/fichiers/envois.ts'
import { vignetteDe } from '../socle/fichiers/photo.ts'
import type { Requete, Sortie } from '../socle/http/pages.ts'
import { acteurDe } from '../socle/http/requete.ts'
import { urls } from '../urls.ts'
import { lireBibliotheque, reprendrePiece } from './bibliotheque.ts'
import { ecritPourLePorteur, ouvrirDossier } from './ecran.ts'
import { champ, lireFormulairePoste } from './formulaire-poste.ts'
import { joindre } from './joindre.ts'
import { PiecesPage } from './pieces-page.tsx'

/** The pieces of a dossier: read, send (plainly or by pieces that resume), take out, take back from the library. */
export const routesPieces: Slice = ({ pages, app, maison }) => {
  pages.get(urls.pieces, async (requete) => afficher(maison, requete))
  pages.post(urls.pieces, async (requete) => recevoirPage(maison, requete))
  pages.get(urls.piece, async (requete, reponse) => {
    const { id = '', piece = '' } = requete.params
    const p = await lirePiece(maison.porte.base, id, piece, acteurDe(requete))
    if (!p) return introuvable()
    if (estRefus(p)) return p
    // Photos are kept small: anything else could be made of gigabytes.
    if (requete.query.vignette === '1' && p.nature === 'photo') {
      const vignette = await vignetteDe(await maison.fichiers.lire(p.cle))
      if (estRefus(vignette)) return vignette
      reponse.header('cache-control', 'private, max-age=86400')
      return { texte: vignette, type: 'image/jpeg', nom: p.nom, enLigne: true }
    }
    reponse.header('content-length', p.octets)
    // Read in the page: only what a browser shows without running anything.
    const enLigne = requete.query.lire === '1' && /^(image\/(png|jpeg|gif|webp)|application\/pdf)$/.test(p.type)
    return { texte: await maison.fichiers.lire(p.cle), type: p.type, nom: p.nom, enLigne }
  })
  if (!app.hasContentTypeParser('application/octet-stream'))
    app.addContentTypeParser('application/octet-stream', (_requete, flux, fini) => fini(null, flux))
  let zone: Promise<ZoneEnvois> | undefined
  const envois = () => {
    zone ??= ouvrirEnvois(maison.config.donnees)
    return zone
  }
  for (const [debut, suite] of [
    [urls.envois, urls.envoi],
    [urls.envoisEcole, urls.envoiEcole],
  ] as const) {
    pages.post(debut, async (requete, reponse) => commencer(await envois(), requete, reponse))
    pages.get(suite, async (requete, reponse) => etat(await envois(), requete, reponse))
    pages.put(suite, async (requete, reponse) => continuer(await envois(), maison, requete, reponse))
  }
}

const json = (reponse: FastifyReply, statut: number, corps: object): Sortie => {
  reponse.header('cache-control', 'no-store')
  return { texte: JSON.stringify(corps), type: 'application/json', statut }
}
const refuse = (reponse: FastifyReply, r: Refus): Sortie => json(reponse, r.statut, { code: r.code, detail: r.detail })

const commencer = async (zone: ZoneEnvois, requete: Requete, reponse: FastifyReply): Promise<Sortie> => {
  const { nom, octets, nature } = (requete.body ?? {}) as Record<string, unknown> // untrusted JSON
  if (typeof nom !== 'string' || typeof nature !== 'string' || typeof octets !== 'number')
    return refuse(reponse, saisieInvalide([{ chemin: '', message: 'Choisissez un fichier.' }]))
  const envoi = await commencerEnvoi(zone, { proprietaire: proprietaireDe(requete), nom, octets, type: nature })
  return estRefus(envoi) ? refuse(reponse, envoi) : json(reponse, 201, { envoi: envoi.id, recu: envoi.recu })
}

const etat = async (zone: ZoneEnvois, requete: Requete, reponse: FastifyReply): Promise<Sortie> => {
  const envoi = await etatEnvoi(zone, requete.params.envoi ?? '', proprietaireDe(requete))
  return estRefus(envoi) ? refuse(reponse, envoi) : json(reponse, 200, { recu: envoi.recu })
}

/** One piece more; with the last one the file is checked, kept and recorded. The sending's `type` holds the nature. */
const continuer = async (
  zone: ZoneEnvois,
  maison: Maison,
  requete: Requete,
  reponse: FastifyReply,
): Promise<Sortie> => {
  const [id, qui] = [requete.params.envoi ?? '', proprietaireDe(requete)]
  const corps: unknown = requete.body
  const flux = corps instanceof Readable ? corps : Readable.from([])
  const envoi = await continuerEnvoi(zone, id, qui, Number(requete.query.debut ?? 0), flux)
  if (estRefus(envoi)) return refuse(reponse, envoi)
  if (envoi.recu < envoi.octets) return json(reponse, 200, { recu: envoi.recu })
  const d = {
    dossier: requete.params.id ?? '',
    ecole: requete.params.uai,
    acteur: acteurDe(requete),
    recuLe: requete.recuLe,
  }
  const piece = await terminerEnvoi(zone, id, qui, (contenu, e) =>
    joindre(maison, { ...d, nature: e.type }, { nom: e.nom, type: '', flux: contenu }),
  )
  if (estRefus(piece)) return refuse(reponse, piece)
  const { nom, octets, sha256 } = piece
  return json(reponse, 201, { piece: { id: piece.id, nom, octets, sha256 } })
}

/** A sending belongs to one person and one dossier. */
const proprietaireDe = (requete: Requete): string =>
  `${acteurDe(requete).personne}:${requete.params.id}:${requete.params.uai ?? ''}`

const afficher = async (maison: Maison, requete: Requete, refus?: Refus): Promise<Sortie> => {
  const e = await ouvrirDossier(maison, requete)
  if (estRefus(e)) return e
  const sauf = e.faits.pieces.map((p) => p.sha256)
  const connues = ecritPourLePorteur(e) ? await lireBibliotheque(e.base, e.faits, { sauf }) : []
  return {
    statut: refus?.statut ?? 200,
    page: <PiecesPage e={e} connues={connues} refus={refus} fait={requete.query.fait} />,
  }
}

const recevoirPage = async (maison: Maison, requete: Requete): Promise<Sortie> => {
  const e = await ouvrirDossier(maison, requete)
  if (estRefus(e)) {
    requete.raw.resume()
    return e
  }
  const dossier = e.faits.dossier.id
  const [nature, ecole] = [requete.query.nature ?? 'autre', requete.query.ecole || undefined]
  const commun = { acteur: e.acteur, recuLe: e.maintenant }
  let recue = false
  const { champs, erreurs } = await lireFormulairePoste(requete, async (f) => {
    const fait = await joindre(maison, { dossier, nature, ecole, ...commun }, f)
    recue = !estRefus(fait)
    return estRefus(fait) ? { chemin: 'fichier', message: fait.detail } : undefined
  })
  if (erreurs.length > 0) return afficher(maison, requete, saisieInvalide(erreurs))
  const [retiree, reprise] = [champ(champs, 'retirer_piece'), champ(champs, 'reprendre')]
  const surEcole = ecolesVivantes(e.faits).find((x) => x.uai === champ(champs, 'ecole'))?.uai
  const fait =
    retiree !== ''
      ? await retirerPiece(maison.porte, { dossier, piece: retiree, acteur: e.acteur })
      : reprise !== '' && ecritPourLePorteur(e)
        ? await reprendrePiece(maison.porte, e.faits, {
            piece: reprise,
            nature: champ(champs, 'nature') || 'autre',
            ecole: surEcole,
            ...commun,
          })
        : recue
          ? { id: '' }
          : saisieInvalide([{ chemin: 'fichier', message: 'Choisissez un fichier sur votre ordinateur.' }])
  if (estRefus(fait)) return fait.statut === 404 ? fait : afficher(maison, requete, fait)
  return { vers: urls.pieces.href({ id: dossier }, { fait: retiree !== '' ? 'retiree' : 'recue' }) }
}
