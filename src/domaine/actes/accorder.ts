import type { Acte } from '../acte.ts'
import { ARRETER_MONTANT } from './arreter-montant.ts'
import { AVENANTS } from './avenants.ts'
import { CONVENTIONNER } from './conventionner.ts'
import { DEMARRAGE_ANTICIPE } from './demarrage-anticipe.ts'
import { DEVIS } from './devis.ts'
import { ENGAGER } from './engager.ts'
import { ENT } from './ent.ts'
import { ORDRE_DU_JOUR } from './ordre-du-jour.ts'
import { SIGNER } from './signer.ts'
import { VOTER } from './voter.ts'

/** Acts of « Accorder et conventionner »: quotes, vote, agreement, amendments. Source: actes.md §3. */
export const ACCORDER = {
  ...DEVIS,
  ...ARRETER_MONTANT,
  ...ORDRE_DU_JOUR,
  ...VOTER,
  ...DEMARRAGE_ANTICIPE,
  ...ENGAGER,
  ...CONVENTIONNER,
  ...SIGNER,
  ...ENT,
  ...AVENANTS,
} satisfies Record<string, Acte>
