import { sql } from 'kysely'
import type { Appel } from '../domaine/appel/schema.ts'
import type { Lecteur } from './lire.ts'

// A published version never changes, whatever the database: its content is found again by its hash.
const versions = new Map<string, Appel>()

/** One published version of a call. Throws when it does not exist: a dossier cannot name a version that is not there. */
export const lireAppel = async (base: Lecteur, slug: string, version: number): Promise<Appel> => {
  const tete = await sql<{ empreinte: string }>`
    select empreinte from appel_version where appel = ${slug} and numero = ${version}`.execute(base)
  const empreinte = tete.rows[0]?.empreinte
  if (!empreinte) throw new Error(`Version ${version} of call ${slug} not found`)
  const connue = versions.get(empreinte)
  if (connue) return connue
  const { rows } = await sql<{ contenu: Appel }>`
    select contenu from appel_version where appel = ${slug} and numero = ${version}`.execute(base)
  const contenu = rows[0]?.contenu
  if (!contenu) throw new Error(`Version ${version} of call ${slug} not found`)
  if (versions.size > 50) versions.clear()
  versions.set(empreinte, contenu)
  return contenu
}

export type AppelPublie = { slug: string; version: number; ouverture: Date; cloture: Date; appel: Appel }

/** The calls with their current version and their calendar as prolonged (UTC). */
export const listerAppels = async (base: Lecteur): Promise<AppelPublie[]> => {
  const { rows } = await sql<{ slug: string; version: number; ouverture: Date; cloture: Date }>`
    select slug, version_courante as version, ouverture, cloture from appel order by ouverture desc, slug`.execute(base)
  return Promise.all(rows.map(async (r) => ({ ...r, appel: await lireAppel(base, r.slug, r.version) })))
}

/** One call, or undefined. */
export const lireAppelPublie = async (base: Lecteur, slug: string): Promise<AppelPublie | undefined> => {
  const { rows } = await sql<{ slug: string; version: number; ouverture: Date; cloture: Date }>`
    select slug, version_courante as version, ouverture, cloture from appel where slug = ${slug}`.execute(base)
  const r = rows[0]
  return r ? { ...r, appel: await lireAppel(base, r.slug, r.version) } : undefined
}
