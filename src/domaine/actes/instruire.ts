import type { Acte } from '../acte.ts'
import { ATTRIBUER } from './attribuer.ts'
import { COMPLETER } from './completer.ts'
import { DECLARER_CONFORMITE } from './declarer-conformite.ts'
import { EXAMINER } from './examiner.ts'

/** Acts of the examination: completeness, checklist, conformity. Source: actes.md « Instruire ». */
export const INSTRUIRE = {
  ...ATTRIBUER,
  ...COMPLETER,
  ...EXAMINER,
  ...DECLARER_CONFORMITE,
} satisfies Record<string, Acte>
