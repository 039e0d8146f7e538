import type { Acte } from '../acte.ts'
import { CLASSER } from './classer.ts'
import { DEPOSER } from './deposer.ts'
import { ECOLES } from './ecoles.ts'
import { INVITER } from './inviter.ts'
import { PERIMETRE } from './perimetre.ts'
import { REDIGER } from './rediger.ts'
import { TRANSFERER } from './transferer.ts'

/** Acts of step 2 of the guide: prepare, write together, file. Source: actes.md « Candidater ». */
export const CANDIDATER = {
  ...ECOLES,
  ...INVITER,
  ...REDIGER,
  ...DEPOSER,
  ...PERIMETRE,
  ...TRANSFERER,
  ...CLASSER,
} satisfies Record<string, Acte>
