import type { Acte } from '../acte.ts'
import { AVENANTS } from './avenants.ts'
import { CONVENTIONNER } from './conventionner.ts'
import { DEMARRAGE_ANTICIPE } from './demarrage-anticipe.ts'
import { DEVIS } from './devis.ts'
import { ENGAGER } from './engager.ts'
import { ENT } from './ent.ts'
import { SIGNER } from './signer.ts'
import { VOTER } from './voter.ts'

/** Acts of « Accorder et conventionner »: quotes, vote, agreement, amendments. Source: actes.md §3. */
export const ACCORDER = {
  ...DEVIS,
  ...VOTER,
  ...DEMARRAGE_ANTICIPE,
  ...ENGAGER,
  ...CONVENTIONNER,
  ...SIGNER,
  ...ENT,
  ...AVENANTS,
} satisfies Record<string, Acte>
