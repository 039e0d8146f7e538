import { SUITES_CANDIDATURES } from './candidatures/suites.ts'
import { SUITES_COMMISSION } from './commission/suites.ts'
import { SUITES_COMPTES } from './comptes/suites.ts'
import { SUITES_CONVENTIONS } from './conventions/suites.ts'
import { SUITES_INSTRUCTION } from './instruction/suites.ts'
import { SUITES_PILIERS } from './piliers/suites.ts'
import type { Suite } from './registre/suivre.ts'
import { SUITES_VERSEMENTS } from './versements/suites.ts'

/** TABLE 3. What follows each act: letters, documents, jobs. Each slice writes its rows; here they are one table. */
export const SUITES: Record<string, readonly Suite[]> = {
  ...SUITES_CANDIDATURES,
  ...SUITES_COMPTES,
  ...SUITES_INSTRUCTION,
  ...SUITES_COMMISSION,
  ...SUITES_CONVENTIONS,
  ...SUITES_VERSEMENTS,
  ...SUITES_PILIERS,
}
