import type { Attente } from '../domaine/acte.ts'
import type { Faits } from '../domaine/faits.ts'
import { designer, ecoleDite } from '../domaine/organismes.ts'
import type { Role } from '../domaine/roles.ts'

/** « Commune de Voiron »: the applicant as a title. */
export const titreOrganisme = (o: Faits['organisme']): string => {
  const nom = designer(o).replace(/^(la |le |l’)/u, '')
  return nom.charAt(0).toUpperCase() + nom.slice(1)
}

/** « la commune » or « l’intercommunalité »: the applicant by its kind. */
export const genreOrganisme = (o: Pick<Faits['organisme'], 'type'>): string =>
  ({ commune: 'la commune', epci: 'l’intercommunalité', syndicat: 'le syndicat', ogec: 'l’organisme' })[o.type]

/** « à la commune », « au syndicat ». */
export const aOrganisme = (o: Pick<Faits['organisme'], 'type'>): string =>
  ({ commune: 'à la commune', epci: 'à l’intercommunalité', syndicat: 'au syndicat', ogec: 'à l’organisme' })[o.type]

const SERVICES: Partial<Record<Role, string>> = {
  instructeur: 'le service instructeur',
  rectorat: 'le Rectorat',
  erun: 'l’ERUN de la circonscription',
  ien: 'l’inspection de la circonscription',
  membre_commission: 'la commission technique',
  president_commission: 'la commission technique',
  secretaire_assemblee: 'la commission permanente',
  presidence: 'la présidence du Département',
  gestionnaire_paiement: 'le service des paiements',
  valideur_paiement: 'le service des paiements',
  administrateur_appel: 'l’administration de l’appel',
}

/** Who is awaited, after « On attend ». */
export const quiEstAttendu = (a: Attente, f: Pick<Faits, 'organisme' | 'ecoles' | 'appel'>): string => {
  if (a.role === 'redacteur' || a.role === 'signataire') return designer(f.organisme)
  const ecole = f.ecoles.find((e) => e.uai === a.ecole)
  if (a.role === 'directeur') return ecole ? ecoleDite(ecole.nom) : 'l’école'
  if (a.role === 'partenaire_formation') return f.appel.partenaires.formation
  if (a.role === 'partenaire_parentalite') return `la ${f.appel.partenaires.parentalite}`
  return SERVICES[a.role] ?? 'le service instructeur'
}
