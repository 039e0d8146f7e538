import { ecolesVivantes } from '../domaine/faits.ts'
import { estRefus, introuvable, type Refus } from '../domaine/refus.ts'
import type { Maison, Slice } from '../maison.ts'
import { lireAppelPublie } from '../registre/appels.ts'
import { creerBrouillon } from '../registre/creer-brouillon.ts'
import { chercherCommunes } from '../socle/annuaires/chercher.ts'
import type { Requete, Sortie } from '../socle/http/pages.ts'
import { acteurDe } from '../socle/http/requete.ts'
import { dateSaisie } from '../ui/champ.tsx'
import { urls } from '../urls.ts'
import { agir } from './agir.ts'
import { type Ecran, ouvrirDossier } from './ecran.ts'
import { champ, lireFormulairePoste } from './formulaire-poste.ts'
import { joindre } from './joindre.ts'
import { type Demandeur, DepotPapierPage, PapierPage } from './papier-page.tsx'

export const NATURE_PAPIER = 'candidature_papier'

/** A paper application: an agent opens the dossier, types the answers in the same pages, then records the letter. */
export const routesPapier: Slice = ({ pages, maison }) => {
  pages.get(urls.candidaturePapier, async (requete) => chercher(maison, requete))
  pages.post(urls.candidaturePapier, async (requete) => {
    const slug = requete.params.slug ?? ''
    if (!estInstructeur(requete, slug)) return introuvable()
    const organisme = champ(requete.body ?? {}, 'organisme')
    const cree = await creerBrouillon(maison.porte, {
      slug,
      organisme,
      acteur: acteurDe(requete),
      recuLe: requete.recuLe,
    })
    if (!estRefus(cree)) return { vers: urls.dossier.href({ id: cree.id }, { fait: 'papier' }) }
    return chercher(maison, requete, cree)
  })
  pages.get(urls.depotPapier, async (requete) => afficher(maison, requete))
  pages.post(urls.depotPapier, async (requete) => enregistrer(maison, requete))
}

const estInstructeur = (requete: Requete, slug: string): boolean =>
  acteurDe(requete).habilitations.some((h) => h.role === 'instructeur' && h.portee === slug)

const chercher = async (maison: Maison, requete: Requete, refus?: Refus & { dossier?: string }): Promise<Sortie> => {
  const slug = requete.params.slug ?? ''
  const publie = await lireAppelPublie(maison.porte.base, slug)
  if (!publie || !estInstructeur(requete, slug)) return introuvable()
  const q = requete.query.q ?? ''
  const trouves = q.trim() === '' ? [] : (await chercherCommunes(maison.porte.base, q, 20)).elements
  const demandeurs: Demandeur[] = trouves
    .filter((c) => publie.appel.territoire.departements.includes(c.departement))
    .flatMap((c) => [
      ...(c.siren ? [{ siren: c.siren, nom: `Commune : ${c.nom}` }] : []),
      ...(c.epci ? [{ siren: c.epci.siren, nom: `Intercommunalité de ${c.nom} : ${c.epci.nom}` }] : []),
    ])
  const uniques = [...new Map(demandeurs.map((d) => [d.siren, d])).values()]
  return {
    statut: refus?.statut ?? 200,
    page: <PapierPage cadre={maison.cadre(requete)} {...{ publie, q, refus }} demandeurs={uniques} />,
  }
}

const placer = async (maison: Maison, requete: Requete): Promise<Ecran | Refus> => {
  const e = await ouvrirDossier(maison, requete)
  if (estRefus(e)) return e
  return e.faits.dossier.papier && estInstructeur(requete, e.faits.dossier.appel) ? e : introuvable()
}

const afficher = async (
  maison: Maison,
  requete: Requete,
  refus?: Refus,
  champs: Record<string, string> = {},
): Promise<Sortie> => {
  const e = await placer(maison, requete)
  if (estRefus(e)) return e
  if (e.faits.dossier.etat !== 'brouillon') return { vers: urls.dossier.href({ id: e.faits.dossier.id }) }
  const piece = e.faits.pieces.findLast((p) => p.nature === NATURE_PAPIER)
  return { statut: refus?.statut ?? 200, page: <DepotPapierPage {...{ e, refus, champs, piece }} /> }
}

const enregistrer = async (maison: Maison, requete: Requete): Promise<Sortie> => {
  const e = await placer(maison, requete)
  if (estRefus(e)) {
    requete.raw.resume()
    return e
  }
  const dossier = e.faits.dossier.id
  const commun = { dossier, nature: NATURE_PAPIER, acteur: e.acteur, recuLe: e.maintenant }
  let piece = e.faits.pieces.findLast((p) => p.nature === NATURE_PAPIER)?.id
  const { champs, erreurs } = await lireFormulairePoste(requete, async (f) => {
    const recue = await joindre(maison, commun, f)
    if (estRefus(recue)) return { chemin: 'piece', message: recue.detail }
    piece = recue.id
    return undefined
  })
  const [nom, qualite] = [champ(champs, 'nom').trim(), champ(champs, 'qualite').trim()]
  const saisie = {
    piece,
    recuLe: dateSaisie(champs, 'recuLe'),
    ...(dateSaisie(champs, 'posteLe') ? { posteLe: dateSaisie(champs, 'posteLe') } : {}),
    ...(champ(champs, 'engagements') === 'oui' ? { engagements: true } : {}),
    ...(nom || qualite ? { signataire: { nom, qualite } } : {}),
    accordDirection: ecolesVivantes(e.faits)
      .filter((x) => champ(champs, `ecoles.${x.uai}`) === 'oui')
      .map((x) => x.uai),
  }
  const fait = erreurs[0]
    ? ({ refus: true, statut: 422, code: 'saisie_invalide', detail: erreurs[0].message, erreurs } satisfies Refus)
    : await agir(e, 'deposer_papier', saisie)
  if (!estRefus(fait)) return { vers: urls.depotFait.href({ id: dossier }) }
  const textes = Object.fromEntries(
    Object.entries(champs).map(([cle, v]) => [cle, typeof v === 'string' ? v : (v?.at(-1) ?? '')]),
  )
  return afficher(maison, requete, fait, { ...textes, recuLe: saisie.recuLe, posteLe: dateSaisie(champs, 'posteLe') })
}
