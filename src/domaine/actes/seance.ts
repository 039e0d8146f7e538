import type { ActeSeance } from '../acte.ts'

/** Acts on a session. Source: actes.md « Décider ». */
export const ACTES_SEANCE = {} satisfies Record<string, ActeSeance>
