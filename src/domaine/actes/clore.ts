import type { Acte } from '../acte.ts'
import { CADUCITE } from './caducite.ts'
import { CONTROLER } from './controler.ts'
import { REVERSEMENT } from './reversement.ts'
import { SOLDER } from './solder.ts'

/** Acts that end: closing, forfeiture, clawback, controls. Source: actes.md « Déployer, justifier, payer ». */
export const CLORE = { ...SOLDER, ...CADUCITE, ...REVERSEMENT, ...CONTROLER } satisfies Record<string, Acte>
