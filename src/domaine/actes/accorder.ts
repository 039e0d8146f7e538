import type { Acte } from '../acte.ts'
import { AVENANTS } from './avenants.ts'
import { CONVENTIONNER } from './conventionner.ts'
import { DEVIS } from './devis.ts'
import { VOTER } from './voter.ts'

/** Acts of « Accorder et conventionner »: quotes, vote, agreement, amendments. Source: actes.md §3. */
export const ACCORDER = { ...DEVIS, ...VOTER, ...CONVENTIONNER, ...AVENANTS } satisfies Record<string, Acte>
