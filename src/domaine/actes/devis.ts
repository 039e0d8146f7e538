import type { Acte } from '../acte.ts'
import { ENVOYER_DEVIS } from './envoyer-devis.ts'
import { EXAMINER_DEVIS } from './examiner-devis.ts'

/** Acts on quotes. Source: actes.md « Accorder et conventionner ». */
export const DEVIS = {
  ...ENVOYER_DEVIS,
  ...EXAMINER_DEVIS,
} satisfies Record<string, Acte>
