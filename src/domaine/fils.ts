import { estDeLAppel, type Qualite } from './droits.ts'
import type { Role } from './roles.ts'

/** The one group that a thread is written to; those of the call read them all. */
export const GROUPES_FIL = {
  porteur: { libelle: 'Le porteur', aide: 'La commune ou l’organisme, et les écoles du dossier, le lisent.' },
  ecoles: { libelle: 'Les écoles', aide: 'Les directions des écoles du dossier le lisent, pas la mairie.' },
  circonscription: { libelle: 'L’IEN et l’ERUN', aide: 'Ni la mairie ni les écoles ne le lisent.' },
  rectorat: { libelle: 'Le Rectorat', aide: 'Seuls le service, le Rectorat et la commission le lisent.' },
} as const satisfies Record<string, { libelle: string; aide: string }>

export type GroupeFil = keyof typeof GROUPES_FIL
export const estGroupeFil = (x: string): x is GroupeFil => Object.hasOwn(GROUPES_FIL, x)

const LECTEURS: Record<GroupeFil, readonly Role[] | 'tous'> = {
  porteur: 'tous',
  ecoles: ['directeur'],
  circonscription: ['erun', 'ien'],
  rectorat: [],
}

/** Which threads these capacities read: internal notes and every group for those of the call, else the groups they belong to. */
export const filsLisibles = (qualites: Qualite[]): { internes: boolean; groupes: GroupeFil[] } => {
  const tous = Object.keys(GROUPES_FIL).filter(estGroupeFil)
  if (estDeLAppel(qualites)) return { internes: true, groupes: tous }
  return {
    internes: false,
    groupes: tous.filter((g) => {
      const roles = LECTEURS[g]
      return roles === 'tous' || qualites.some((q) => roles.includes(q.role))
    }),
  }
}

/** The nature of a file that came by e-mail in a thread of this group. */
export const natureDeCourriel = (groupe: GroupeFil): string =>
  groupe === 'porteur' ? 'courriel' : `${RESERVEE}${groupe}`

/** Files of a thread written to one group are read by that group and the call, like its messages. */
export const pieceLisible = ({ nature }: { nature: string }, qualites: Qualite[]): boolean =>
  !nature.startsWith(RESERVEE) || filsLisibles(qualites).groupes.some((g) => natureDeCourriel(g) === nature)

/** What the nature of such a file begins with: no library of an organisation shows it. */
export const RESERVEE = 'courriel_'

/** The files of the application: those of a thread written to one group are no part of what is filed, nor of its receipt. */
export const piecesDuDepot = <P extends { nature: string }>(pieces: readonly P[]): P[] =>
  pieces.filter((p) => !p.nature.startsWith(RESERVEE))

/** Does this person answer in a thread of this group? Town halls and schools in what they read, district staff in their own. */
export const peutEcrire = (qualites: Qualite[], groupe: GroupeFil): boolean =>
  estDeLAppel(qualites) ||
  qualites.some((q) => ECRIVENT.includes(q.role) || (groupe === 'circonscription' && DISTRICT.includes(q.role)))

const ECRIVENT: readonly Role[] = ['redacteur', 'signataire', 'gestionnaire_organisme', 'directeur']
const DISTRICT: readonly Role[] = ['erun', 'ien']
