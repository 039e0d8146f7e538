import type { Acte } from '../acte.ts'

export const DECIDER = {} satisfies Record<string, Acte>
