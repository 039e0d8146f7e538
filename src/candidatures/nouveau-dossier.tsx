import type { Acteur, Organisme } from '../domaine/faits.ts'
import { estRefus, introuvable, type Refus, saisieInvalide } from '../domaine/refus.ts'
import { ROLES_PORTEUR, type Role } from '../domaine/roles.ts'
import type { Maison, Slice } from '../maison.ts'
import { type AppelPublie, lireAppelPublie } from '../registre/appels.ts'
import { creerBrouillon } from '../registre/creer-brouillon.ts'
import { demandesEnCours } from '../registre/en-attente.ts'
import { lireOrganisme } from '../registre/organismes.ts'
import type { Requete } from '../socle/http/pages.ts'
import { acteurDe } from '../socle/http/requete.ts'
import { urls } from '../urls.ts'
import { NouveauDossierPage } from './nouveau-dossier-page.tsx'

/** « Candidater »: choose in whose name, read what is needed, start. */
export const routesNouveauDossier: Slice = ({ pages, maison }) => {
  pages.get(urls.nouveauDossier, async (requete) => afficher(maison, requete))
  pages.post(urls.nouveauDossier, async (requete) => {
    const slug = requete.params.slug ?? ''
    const organisme = String(requete.body?.organisme ?? '')
    if (!organisme) return afficher(maison, requete, choisir())
    const cree = await creerBrouillon(maison.porte, {
      slug,
      organisme,
      acteur: acteurDe(requete),
      recuLe: requete.recuLe,
    })
    if (!estRefus(cree)) return { vers: urls.dossier.href({ id: cree.id }, { fait: 'cree' }) }
    return cree.statut === 404 ? cree : afficher(maison, requete, cree)
  })
}

const choisir = (): Refus =>
  saisieInvalide([{ chemin: 'organisme', message: 'Choisissez au nom de qui vous candidatez.' }])

const afficher = async (maison: Maison, requete: Requete, refus?: Refus & { dossier?: string }) => {
  const publie = await lireAppelPublie(maison.porte.base, requete.params.slug ?? '')
  if (!publie) return introuvable()
  const acteur = acteurDe(requete)
  const organismes = await mesOrganismes(maison, acteur, requete.recuLe)
  return {
    statut: refus?.statut ?? 200,
    page: (
      <NouveauDossierPage
        cadre={maison.cadre(requete)}
        publie={publie}
        organismes={organismes}
        enCours={await demandesEnCours(maison.porte.base, acteur.personne ?? '', requete.recuLe)}
        choisi={String(requete.body?.organisme ?? requete.query.organisme ?? '')}
        ouvert={ouverture(publie, requete.recuLe)}
        {...(refus ? { refus } : {})}
      />
    ),
  }
}

const ouverture = (p: AppelPublie, maintenant: Date): 'a_venir' | 'ouvert' | 'clos' =>
  maintenant < p.ouverture ? 'a_venir' : maintenant < p.cloture ? 'ouvert' : 'clos'

const mesOrganismes = async (maison: Maison, acteur: Acteur, le: Date): Promise<Organisme[]> => {
  const sirens = acteur.habilitations
    .filter((h) => (ROLES_PORTEUR as readonly Role[]).includes(h.role))
    .map((h) => h.portee)
  const lus = await Promise.all([...new Set(sirens)].map((s) => lireOrganisme(maison.porte.base, s, le)))
  return lus.filter((o) => o !== undefined)
}
