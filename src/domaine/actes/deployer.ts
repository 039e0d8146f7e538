import type { Acte } from '../acte.ts'
import { CLORE } from './clore.ts'
import { COMMANDER } from './commander.ts'
import { LIVRER } from './livrer.ts'
import { VERSER } from './verser.ts'

/** Acts of « Déployer, justifier, payer »: orders, deliveries, claims, payments, endings. Source: actes.md §3. */
export const DEPLOYER = { ...COMMANDER, ...LIVRER, ...VERSER, ...CLORE } satisfies Record<string, Acte>
