import { estDeLAppel, type Qualite } from '../domaine/droits.ts'
import type { Acteur, Faits } from '../domaine/faits.ts'
import { introuvable, type Refus } from '../domaine/refus.ts'
import type { Role } from '../domaine/roles.ts'
import type { Maison } from '../maison.ts'
import { type Lecteur, lireDossier } from '../registre/lire.ts'
import type { Requete } from '../socle/http/pages.ts'
import { acteurDe } from '../socle/http/requete.ts'
import { navigationDuDossier } from '../ui/navigation-dossier.ts'
import type { Cadre } from '../ui/page.tsx'
import { urls } from '../urls.ts'

/** From where a person looks at a dossier: it decides what the page says first. */
export type Profil = 'porteur' | 'ecole' | 'circonscription' | 'service' | 'partenaire'

/** One page of one dossier: who looks, in which capacities, what they may see, when. */
export type Ecran = {
  maison: Maison
  base: Lecteur
  requete: Requete
  acteur: Acteur
  maintenant: Date
  faits: Faits
  qualites: Qualite[]
  profil: Profil
  cadre: Cadre
}

/** The dossier of the address as this person sees it, or the same 404 for « not there » and « not yours ». */
export const ouvrirDossier = async (maison: Maison, requete: Requete): Promise<Ecran | Refus> => {
  const base = maison.porte.base
  const acteur = acteurDe(requete)
  const vue = await lireDossier(base, requete.params.id ?? '', acteur)
  if (!vue) return introuvable()
  const profil = profilDe(vue.qualites)
  const cadre = { ...maison.cadre(requete), navigation: navigation(requete, vue.faits, profil) }
  return { maison, base, requete, acteur, maintenant: requete.recuLe, ...vue, profil, cadre }
}

export const aRole = (e: Pick<Ecran, 'qualites'>, roles: readonly Role[], uai?: string): boolean =>
  e.qualites.some((q) => roles.includes(q.role) && (uai === undefined || q.ecoles === null || q.ecoles.includes(uai)))

/** Does this person write in the applicant's name? */
export const ecritPourLePorteur = (e: Pick<Ecran, 'qualites'>): boolean => aRole(e, ['redacteur', 'signataire'])

/** Does this person choose the schools: the applicant, or the agent who types in a paper application? */
export const choisitLesEcoles = (e: Pick<Ecran, 'qualites' | 'faits'>): boolean =>
  ecritPourLePorteur(e) || (e.faits.dossier.papier && aRole(e, ['instructeur']))

const profilDe = (qualites: Qualite[]): Profil => {
  const roles = qualites.map((q) => q.role)
  if (roles.some((r) => ['redacteur', 'signataire', 'gestionnaire_organisme'].includes(r))) return 'porteur'
  if (estDeLAppel(qualites)) return 'service'
  if (roles.includes('directeur')) return 'ecole'
  return roles.some((r) => r === 'erun' || r === 'ien') ? 'circonscription' : 'partenaire'
}

const navigation = (requete: Requete, faits: Faits, profil: Profil) => {
  const ici = requete.url.split('?')[0] ?? ''
  const { id } = faits.dossier
  const salle = ici.startsWith(urls.pieces.href({ id }))
    ? 'pieces'
    : ici.startsWith(urls.courriers.href({ id }))
      ? 'courriers'
      : 'dossier'
  return navigationDuDossier(faits, {
    ici: salle,
    libelle: profil === 'porteur' ? 'Mon dossier' : 'Le dossier',
    argent: profil === 'porteur' || profil === 'service',
  })
}
