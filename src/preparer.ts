import { sql } from 'kysely'
import { chargerDemonstration } from '../db/monde.ts'
import { oublierInterrompus } from './api/idempotence.ts'
import type { Fondations } from './composition.ts'
import { chargerCommunes } from './socle/annuaires/communes.ts'

/** Before the first visit: the directory of communes, and in a demonstration its world, once. Several processes may start
 * together on an empty base: the first prepares, the others wait. */
export const preparer = async (f: Fondations): Promise<void> => {
  if (!f.config.databaseUrl) await oublierInterrompus(f.porte.base)
  await f.porte.base.connection().execute(async (c) => {
    await sql`select pg_advisory_lock(7238415002)`.execute(c)
    try {
      await chargerCommunes(f.porte.base, f.porte.maintenant())
      if (f.config.demo) await chargerDemonstration(f)
    } finally {
      await sql`select pg_advisory_unlock(7238415002)`.execute(c)
    }
  })
}
