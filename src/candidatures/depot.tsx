import { CANDIDATER } from '../domaine/actes/candidater.ts'
import { qualitePour } from '../domaine/droits.ts'
import { ecolesVivantes } from '../domaine/faits.ts'
import { completude } from '../domaine/formulaire/completude.ts'
import type { Champs } from '../domaine/formulaire/lire-formulaire.ts'
import { reponsesDe } from '../domaine/formulaire/reponses.ts'
import { estRefus, type Refus, refus } from '../domaine/refus.ts'
import type { Maison, Slice } from '../maison.ts'
import type { Requete, Sortie } from '../socle/http/pages.ts'
import { urls } from '../urls.ts'
import { agir } from './agir.ts'
import { DepotPage } from './depot-page.tsx'
import { type Ecran, ouvrirDossier } from './ecran.ts'
import { champ } from './formulaire-poste.ts'

/** Filing: the honour statement, who engages the applicant, the schools' agreement; then the receipt. */
export const routesDepot: Slice = ({ pages, maison }) => {
  pages.get(urls.depot, async (requete) => afficher(maison, requete))
  pages.post(urls.depot, async (requete) => {
    const e = await ouvrirDossier(maison, requete)
    if (estRefus(e)) return e
    const champs = requete.body ?? {}
    const [nom, qualite] = [champ(champs, 'signataire.nom').trim(), champ(champs, 'signataire.qualite').trim()]
    const saisie = {
      ...(champ(champs, 'engagements') === 'oui' ? { engagements: true } : {}),
      ...(nom || qualite ? { signataire: { nom, qualite } } : {}),
      accordDirection: ecolesVivantes(e.faits)
        .filter((x) => champ(champs, `ecoles.${x.uai}`) === 'oui')
        .map((x) => x.uai),
    }
    const fait = await agir(e, 'deposer', saisie, champ(champs, 'version'))
    if (!estRefus(fait)) return { vers: urls.depotFait.href({ id: e.faits.dossier.id }) }
    // A second click on a filing that succeeded: the same confirmation, never a second receipt.
    if (fait.code === 'etat_incompatible' && e.faits.dossier.etat === 'depose')
      return { vers: urls.depotFait.href({ id: e.faits.dossier.id }) }
    return fait.statut === 404 ? fait : afficher(maison, requete, fait)
  })
}

const afficher = async (maison: Maison, requete: Requete, refuse?: Refus): Promise<Sortie> => {
  const e = await ouvrirDossier(maison, requete)
  if (estRefus(e)) return e
  const qualite = qualitePour(CANDIDATER.deposer, e.qualites)
  if (!qualite) return refus('role_insuffisant', 'C’est la collectivité qui dépose le dossier.', 403)
  if (e.faits.dossier.etat !== 'brouillon') return { vers: urls.dossier.href({ id: e.faits.dossier.id }) }
  const empeche = CANDIDATER.deposer.possible?.({ faits: e.faits, maintenant: e.maintenant })
  const manquants = completude(e.faits).manquants
  return {
    statut: refuse?.statut ?? 200,
    page: <DepotPage {...{ e, manquants, empeche, refuse }} saisie={saisieVue(e, requete.body)} />,
  }
}

const saisieVue = (e: Ecran, corps: Champs | undefined) => {
  const commune = reponsesDe(e.faits.reponses, 'commune')
  const texte = (x: unknown) => (typeof x === 'string' ? x : '')
  return {
    nom: corps ? champ(corps, 'signataire.nom') : texte(commune.signataire_nom),
    qualite: corps ? champ(corps, 'signataire.qualite') : texte(commune.signataire_fonction),
    engagements: corps ? champ(corps, 'engagements') === 'oui' : false,
    accords: ecolesVivantes(e.faits)
      .filter((x) => corps && champ(corps, `ecoles.${x.uai}`) === 'oui')
      .map((x) => x.uai),
  }
}
