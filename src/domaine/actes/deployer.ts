import type { Acte } from '../acte.ts'

export const DEPLOYER = {} satisfies Record<string, Acte>
