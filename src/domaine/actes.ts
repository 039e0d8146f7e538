import type { Acte } from './acte.ts'
import { ACCORDER } from './actes/accorder.ts'
import { AVIS } from './actes/avis.ts'
import { CANDIDATER } from './actes/candidater.ts'
import { DECIDER } from './actes/decider.ts'
import { DEPLOYER } from './actes/deployer.ts'
import { INSTRUIRE } from './actes/instruire.ts'
import { NOTER } from './actes/noter.ts'
import { PAPIER } from './actes/papier.ts'
import { PILIERS } from './actes/piliers.ts'
import { RECOURS } from './actes/recours.ts'
import { RECTIFIER } from './actes/rectifier.ts'

/** TABLE 2. Everything that may happen in a dossier's life, on what, from which state, by whom, with which inputs. */
export const ACTES: Record<string, Acte> = {
  ...CANDIDATER,
  ...PAPIER,
  ...INSTRUIRE,
  ...AVIS,
  ...NOTER,
  ...DECIDER,
  ...RECOURS,
  ...RECTIFIER,
  ...ACCORDER,
  ...DEPLOYER,
  ...PILIERS,
}
