import type { Acte } from './acte.ts'
import type { Etat } from './etats.ts'
import { APRES_VOTE } from './etats.ts'
import type { Acteur, EcoleDuDossier, Faits, Habilitation } from './faits.ts'
import { ROLES, ROLES_REPRESENTES, type Role } from './roles.ts'

/** What the right of access depends on: cheap to read, for lists as for one dossier. */
export type Acces = {
  organisme: string
  appel: string
  etat: Etat
  deposeLe: string | null
  papier: boolean
  ecoles: Pick<EcoleDuDossier, 'uai' | 'circonscription' | 'decision' | 'etat'>[]
  invitations: { role: Role; uai: string | null; personne_id: string | null; courriel: string; etat: string }[]
}

/** One capacity of a person on a dossier; `ecoles` limits it to some schools, null: the whole dossier. */
export type Qualite = { role: Role; portee: string; ecoles: string[] | null }

const PARTENAIRES: readonly Role[] = ['partenaire_formation', 'partenaire_parentalite']

/** The capacities of a person on a dossier; empty: for this person the dossier does not exist (404). Source: actes.md §1. */
export const qualitesSur = (acteur: Acteur, a: Acces): Qualite[] => [
  ...acteur.habilitations.flatMap((h) => parHabilitation(h, a, acteur)),
  ...a.invitations
    .filter((i) => i.etat === 'acceptee' && i.personne_id !== null && i.personne_id === acteur.personne)
    .map((i) => ({
      role: i.role,
      portee: i.uai ?? a.organisme,
      ecoles: i.uai && i.role !== 'redacteur' ? [i.uai] : null,
    })),
]

const parHabilitation = ({ role, portee }: Habilitation, a: Acces, acteur: Acteur): Qualite[] => {
  const type = ROLES[role].portee
  if (type === 'organisme') return portee === a.organisme ? [{ role, portee, ecoles: null }] : []
  if (type === 'ecole') return a.ecoles.some((e) => e.uai === portee) ? [{ role, portee, ecoles: [portee] }] : []
  if (type === 'circonscription') {
    const ecoles = a.ecoles.filter((e) => e.circonscription === portee).map((e) => e.uai)
    const invite = a.invitations.some(
      (i) => i.etat !== 'retiree' && (i.role === 'erun' || i.role === 'ien') && i.courriel === acteur.courriel,
    )
    return ecoles.length > 0 && (recu(a) || invite) ? [{ role, portee, ecoles }] : []
  }
  if (type === 'plateforme') return portee === 'plateforme' && recu(a) ? [{ role, portee, ecoles: null }] : []
  if (portee !== a.appel || !recu(a)) return []
  if (!PARTENAIRES.includes(role)) return [{ role, portee, ecoles: null }]
  const retenues = APRES_VOTE.includes(a.etat) ? a.ecoles.filter((e) => e.decision === 'retenu').map((e) => e.uai) : []
  return retenues.length > 0 ? [{ role, portee, ecoles: retenues }] : []
}

/** A draft is its authors' alone, except the paper application that an agent is typing in. */
const recu = (a: Acces): boolean => a.deposeLe !== null || a.papier

/** What decides who may see a dossier, out of its facts. */
export const accesDe = (f: Faits): Acces => ({
  organisme: f.dossier.organisme,
  appel: f.dossier.appel,
  etat: f.dossier.etat,
  deposeLe: f.dossier.depose_le,
  papier: f.dossier.papier,
  ecoles: f.ecoles,
  invitations: f.invitations,
})

/** The capacity in which these people may do this act on this school, or undefined (403 `role_insuffisant`).
 * An agent may record an act of a porteur or a school « pour le compte de » it. */
export const qualitePour = (
  acte: Pick<Acte, 'par' | 'sur'>,
  qualites: Qualite[],
  sur?: string,
  pourLeCompte = false,
): Role | undefined => {
  const convient = (q: Qualite) =>
    acte.sur !== 'ecole' || sur === undefined || q.ecoles === null || q.ecoles.includes(sur)
  const directe = acte.par
    .map((role) => qualites.find((q) => q.role === role && convient(q)))
    .find((q) => q !== undefined)
  if (directe) return directe.role
  const represente = pourLeCompte && acte.par.some((r) => ROLES_REPRESENTES.includes(r))
  return represente && qualites.some((q) => q.role === 'instructeur') ? 'instructeur' : undefined
}

/** The act with the roles that the call's settings leave it. */
export const acteSelon = <A extends Pick<Acte, 'par' | 'parSelon'>>(acte: A, faits: Faits): A =>
  acte.parSelon ? { ...acte, par: acte.parSelon(faits) } : acte

const ROLES_APPEL: readonly Role[] = (Object.keys(ROLES) as Role[]).filter(
  (r) => (ROLES[r].portee === 'appel' && !PARTENAIRES.includes(r)) || ROLES[r].portee === 'plateforme',
)

/** Does this person see the inside of the examination (scores, checklist, unpublished decisions)? Schools, town halls,
 * district staff and partners do not. */
export const estDeLAppel = (qualites: Qualite[]): boolean => qualites.some((q) => ROLES_APPEL.includes(q.role))

/** Partners alone: they see their pillar of the awarded schools, and no amount. */
export const sontPartenaires = (qualites: Qualite[]): boolean => qualites.every((q) => PARTENAIRES.includes(q.role))

/** The schools that these capacities show; null: all. */
export const ecolesVisibles = (qualites: Qualite[]): string[] | null =>
  qualites.some((q) => q.ecoles === null) ? null : [...new Set(qualites.flatMap((q) => q.ecoles ?? []))]
