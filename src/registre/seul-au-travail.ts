import { sql } from 'kysely'
import type { Porte } from './porte.ts'

/** Does this work unless another process is at it, in which case nothing is done: rows would be worked twice. A process that dies
 * frees the work. `nom` tells one work from another. */
export const seulAuTravail = (base: Porte['base'], nom: string, travail: () => Promise<void>): Promise<void> =>
  base.connection().execute(async (cle) => {
    const verrou = sql`hashtext(${`laureat:${nom}`})`
    const { rows } = await sql<{ libre: boolean }>`select pg_try_advisory_lock(${verrou}) as libre`.execute(cle)
    if (!rows[0]?.libre) return
    try {
      await travail()
    } finally {
      await sql`select pg_advisory_unlock(${verrou})`.execute(cle)
    }
  })
