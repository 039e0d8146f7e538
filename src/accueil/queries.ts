import { sql } from 'kysely'
import { listerAppels } from '../registre/appels.ts'
import type { Lecteur } from '../registre/lire.ts'
import type { AppelDuFlux } from './flux.ts'

/** The calls with the instant of their last publication, for the feed. */
export const appelsDuFlux = async (base: Lecteur): Promise<AppelDuFlux[]> => {
  const { rows } = await sql<{ slug: string; publie_le: Date }>`select slug, publie_le from appel`.execute(base)
  const dates = new Map(rows.map((r) => [r.slug, r.publie_le]))
  return (await listerAppels(base)).map((a) => ({ ...a, publie_le: dates.get(a.slug) ?? a.ouverture }))
}
