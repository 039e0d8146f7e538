import type { Acte } from '../acte.ts'

export const PILIERS = {} satisfies Record<string, Acte>
