import type { ActeSeance } from '../acte.ts'
import { PREPARER_SEANCE } from './preparer-seance.ts'
import { PROCES_VERBAL } from './proces-verbal.ts'
import { PUBLIER_RESULTATS } from './publier-resultats.ts'
import { TENIR_SEANCE } from './tenir-seance.ts'

/** Acts on a session. Source: actes.md « Décider ». */
export const ACTES_SEANCE = {
  ...PREPARER_SEANCE,
  ...TENIR_SEANCE,
  ...PUBLIER_RESULTATS,
  ...PROCES_VERBAL,
} satisfies Record<string, ActeSeance>
