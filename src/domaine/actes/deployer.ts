import type { Acte } from '../acte.ts'
import { CLORE } from './clore.ts'
import { COMMANDER } from './commander.ts'
import { DEMANDER_VERSEMENT } from './demander-versement.ts'
import { LIQUIDER } from './liquider.ts'
import { LIVRER } from './livrer.ts'
import { PAYER } from './payer.ts'
import { VALIDER_VERSEMENT } from './valider-versement.ts'

/** Acts of « Déployer, justifier, payer »: orders, deliveries, claims, payments, endings. Source: actes.md §3. */
export const DEPLOYER = {
  ...COMMANDER,
  ...LIVRER,
  ...DEMANDER_VERSEMENT,
  ...LIQUIDER,
  ...VALIDER_VERSEMENT,
  ...PAYER,
  ...CLORE,
} satisfies Record<string, Acte>
