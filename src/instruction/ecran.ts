import { ACTES } from '../domaine/actes.ts'
import { acteSelon, type Qualite, qualitePour } from '../domaine/droits.ts'
import type { Faits } from '../domaine/faits.ts'
import { designer, ecoleDite } from '../domaine/organismes.ts'
import { actesPossibles, type EnAttente } from '../domaine/possibles.ts'
import type { Role } from '../domaine/roles.ts'
import type { Cadre } from '../ui/page.tsx'

/** What every page about one dossier knows at the desk. */
export type Ecran = {
  cadre: Cadre
  faits: Faits
  qualites: Qualite[]
  aveugles: readonly string[]
  personne: string | null
  maintenant: Date
  slug: string
}

/** Acts that have their own page, or that only a machine or a porteur's own page does. */
const AILLEURS = new Set([
  'inscrire_ecole',
  'retirer_ecole',
  'inviter',
  'retirer_invitation',
  'consigner_reunion',
  'conseiller',
  'deposer',
  'deposer_papier',
  'noter',
  'retenir',
  'mettre_en_attente',
  'ne_pas_retenir',
  'revenir_sur_decision',
  'examiner',
])

/** What this person may do now from the desk, each act once. */
export const actesDuBureau = (
  e: Pick<Ecran, 'faits' | 'qualites' | 'maintenant'>,
): { acte: string; libelle: string; rare: boolean }[] => {
  const noms = [...new Set(actesPossibles(e.faits, e.qualites, e.maintenant).map((a) => a.acte))]
  return noms
    .filter((nom) => !AILLEURS.has(nom))
    .map((nom) => ({ acte: nom, libelle: ACTES[nom]?.libelle ?? nom, rare: ACTES[nom]?.discret === true }))
}

export const peutFaire = (e: Pick<Ecran, 'faits' | 'qualites'>, nom: string, sur?: string): boolean => {
  const acte = ACTES[nom]
  return acte !== undefined && qualitePour(acteSelon(acte, e.faits), e.qualites, sur) !== undefined
}

/** Who is awaited, in words after « On attend ». */
export const quiAttendu = (a: EnAttente, e: Pick<Ecran, 'faits' | 'qualites'>): string => {
  if (e.qualites.some((q) => q.role === a.role)) return 'vous'
  if (a.role === 'redacteur' || a.role === 'signataire') return designer(e.faits.organisme)
  if (a.role === 'directeur') return ecoleDite(e.faits.ecoles.find((x) => x.uai === a.ecole)?.nom ?? 'École')
  return SERVICES[a.role] ?? 'le service instructeur'
}

const SERVICES: Partial<Record<Role, string>> = {
  instructeur: 'le service instructeur',
  rectorat: 'le Rectorat',
  erun: 'l’ERUN de la circonscription',
  ien: 'l’inspection de la circonscription',
  membre_commission: 'la commission technique',
  president_commission: 'la présidence de la commission technique',
  secretaire_assemblee: 'le secrétariat des assemblées',
  presidence: 'la présidence du Département',
  gestionnaire_paiement: 'le service des paiements',
  valideur_paiement: 'la validation des paiements',
  administrateur_appel: 'l’administration de l’appel',
  partenaire_formation: 'le partenaire de la formation',
  partenaire_parentalite: 'le partenaire des ateliers pour les familles',
}
