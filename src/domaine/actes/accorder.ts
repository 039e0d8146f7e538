import type { Acte } from '../acte.ts'

export const ACCORDER = {} satisfies Record<string, Acte>
