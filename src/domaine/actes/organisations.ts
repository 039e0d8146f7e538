import type { ActeOrganisation } from '../acte.ts'
import { HABILITER } from './habiliter.ts'
import { PASSER_LA_MAIN } from './passer-la-main.ts'
import { RATTACHER } from './rattacher.ts'

/** Acts on an organisation or a school: who works there. Source: actes.md « Organisations ». */
export const ACTES_ORGANISATION = {
  ...HABILITER,
  ...RATTACHER,
  ...PASSER_LA_MAIN,
} satisfies Record<string, ActeOrganisation>
