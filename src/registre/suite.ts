import type { FaitsAppel, FaitsOrganisation, FaitsSeance, PourLeCompteDe, Valeurs } from '../domaine/acte.ts'
import type { Acteur, Faits } from '../domaine/faits.ts'
import type { Role } from '../domaine/roles.ts'

/** What just happened, as `suites.ts` receives it: the facts before and after, the inputs, who, when. */
export type Evenement = {
  acte: string
  sur: string | undefined
  avant: Faits | undefined
  apres: Faits | undefined
  seance?: FaitsSeance
  appel?: FaitsAppel
  /** The organisation or the school, as it was before the act. */
  organisation?: FaitsOrganisation
  saisie: Valeurs
  resultat: Valeurs
  acteur: Acteur
  qualite: Role
  commentaire: string | undefined
  pourLeCompteDe: PourLeCompteDe | undefined
  le: Date
  /** Identifier of the journal row's chain and rank: the key that makes a letter unique. */
  cle: string
}
