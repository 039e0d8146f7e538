import type { Acte } from '../acte.ts'
import { CONCLURE_AVENANT } from './conclure-avenant.ts'
import { DEMANDER_AVENANT } from './demander-avenant.ts'
import { VOTER_AVENANT } from './voter-avenant.ts'

/** Acts on amendments. Source: actes.md « Accorder et conventionner ». */
export const AVENANTS = {
  ...DEMANDER_AVENANT,
  ...VOTER_AVENANT,
  ...CONCLURE_AVENANT,
} satisfies Record<string, Acte>
