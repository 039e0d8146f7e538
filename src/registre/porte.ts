import type { Kysely } from 'kysely'
import type { Refus } from '../domaine/refus.ts'
import type { Schema } from '../socle/base/schema.ts'
import { refusDeDoublon } from './doublons.ts'
import type { Lecteur } from './lire.ts'
import type { Evenement } from './suite.ts'

/** What the door needs from the house; `app.ts` builds it. */
export type Porte = {
  base: Kysely<Schema>
  maintenant: () => Date
  /** TABLE 3: writes the letters, documents and jobs that follow an act, in its transaction. */
  suivre: (tx: Lecteur, evenement: Evenement) => Promise<void>
}

/** Thrown inside a transaction to roll it back with a refusal; never leaves `registre`. */
export class Refuse extends Error {
  readonly refus: Refus
  constructor(refus: Refus) {
    super(refus.detail)
    this.refus = refus
  }
}

/** Runs a transaction in which a refusal rolls everything back and comes out as a value. */
export const enTransaction = async <T>(
  porte: Porte,
  faire: (tx: Lecteur) => Promise<T | Refus>,
  essais = 3,
): Promise<T | Refus> => {
  try {
    return await porte.base.transaction().execute(async (tx) => {
      const r = await faire(tx)
      if (typeof r === 'object' && r !== null && 'refus' in r && r.refus === true) throw new Refuse(r as Refus) // narrowed just before
      return r
    })
  } catch (e) {
    if (e instanceof Refuse) return e.refus
    const doublon = refusDeDoublon(e)
    if (doublon) return doublon
    // A session being published while one of its dossiers moves: PostgreSQL undoes one of the two, which starts again.
    if (essais > 1 && estInterblocage(e)) return enTransaction(porte, faire, essais - 1)
    throw e
  }
}

const estInterblocage = (e: unknown): boolean =>
  typeof e === 'object' && e !== null && 'code' in e && e.code === '40P01'
