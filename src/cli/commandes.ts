import { COMMANDES_APPEL } from './appel.ts'
import type { Commande } from './commande.ts'
import { COMMANDES_COMPTE } from './compte.ts'
import { COMMANDES_COURRIELS } from './courriels.ts'
import { COMMANDES_DOCS } from './docs.ts'
import { COMMANDES_IMPORTER } from './importer.ts'
import { COMMANDES_DONNEES } from './importer-donnees.ts'
import { COMMANDES_REGISTRE } from './registre.ts'

export type { Commande }

/** Everything that bin/laureat does. */
export const COMMANDES: readonly Commande[] = [
  ...COMMANDES_COMPTE,
  ...COMMANDES_IMPORTER,
  ...COMMANDES_DONNEES,
  ...COMMANDES_APPEL,
  ...COMMANDES_REGISTRE,
  ...COMMANDES_COURRIELS,
  ...COMMANDES_DOCS,
]
