import { sql } from 'kysely'
import type { Appel } from '../domaine/appel/schema.ts'
import type { Lecteur } from './lire.ts'

// A published version never changes, whatever the database: its content is found again by its hash.
const versions = new Map<string, Appel>()

/** One published version of a call; `connu`: its hash, when the caller has read it. Throws when it does not exist: a dossier cannot name a version that is not there. */
export const lireAppel = async (base: Lecteur, slug: string, version: number, connu?: string): Promise<Appel> => {
  const empreinte = connu ?? (await lireEmpreinte(base, slug, version))
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

const lireEmpreinte = async (base: Lecteur, slug: string, version: number): Promise<string> => {
  const { rows } = await sql<{ empreinte: string }>`
    select empreinte from appel_version where appel = ${slug} and numero = ${version}`.execute(base)
  if (!rows[0]) throw new Error(`Version ${version} of call ${slug} not found`)
  return rows[0].empreinte
}

export type AppelPublie = {
  slug: string
  /** Of its content, as published. */
  version: number
  /** Of the call as it stands: grows with each publication and each act on it; what an act is decided on. */
  revision: number
  ouverture: Date
  cloture: Date
  appel: Appel
}

/** The calls with their current version and their calendar as prolonged (UTC). */
export const listerAppels = async (base: Lecteur): Promise<AppelPublie[]> => {
  const { rows } = await sql<Tete>`${TETES} order by a.ouverture desc, a.slug`.execute(base)
  return Promise.all(rows.map((r) => enAppel(base, r)))
}

/** One call, or undefined. */
export const lireAppelPublie = async (base: Lecteur, slug: string): Promise<AppelPublie | undefined> => {
  const { rows } = await sql<Tete>`${TETES} where a.slug = ${slug}`.execute(base)
  return rows[0] && enAppel(base, rows[0])
}

type Tete = Omit<AppelPublie, 'appel'> & { empreinte: string }
const TETES = sql`
  select a.slug, a.version_courante as version, a.version as revision, a.ouverture, a.cloture, v.empreinte
  from appel a join appel_version v on v.appel = a.slug and v.numero = a.version_courante`

const enAppel = async (base: Lecteur, { empreinte, ...tete }: Tete): Promise<AppelPublie> => ({
  ...tete,
  appel: await lireAppel(base, tete.slug, tete.version, empreinte),
})
