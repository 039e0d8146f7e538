import { setTimeout as attendre } from 'node:timers/promises'
import { Kysely, PostgresDialect } from 'kysely'
import type pg from 'pg'
import { codeErreur, ErreurDemarrage } from '../erreur-demarrage.ts'
import { ouvrirEmbarquee } from './embarquee.ts'
import { ouvrirPool } from './pool.ts'
import type { Schema } from './schema.ts'

export type Base = Kysely<Schema>
export type Ouverture = { base: Base; pool: pg.Pool; fermer(): Promise<void> }

/**
 * Opens the database: the server of `databaseUrl` (PostgreSQL 15 at least), else the embedded one of the data folder.
 * `serveur` takes the folder for one Lauréat server; the command line leaves it out, and works beside it or alone.
 * Throws ErreurDemarrage with the sentence to show. Always `fermer()`: alone, it stops the embedded server.
 */
export async function ouvrirBase(
  config: { donnees: string; databaseUrl?: string },
  { applicationName = 'laureat', serveur = false }: { applicationName?: string; serveur?: boolean } = {},
): Promise<Ouverture> {
  if (config.databaseUrl !== undefined) {
    const pool = ouvrirPool({ connectionString: config.databaseUrl, application_name: applicationName })
    await verifierServeur(pool, config.databaseUrl)
    return { ...avecKysely(pool), fermer: () => pool.end() }
  }
  const embarquee = await ouvrirEmbarquee(config.donnees, { serveur })
  const pool = ouvrirPool({ ...embarquee.acces, application_name: applicationName })
  let fermeture: Promise<void> | undefined
  const fermer = (): Promise<void> => {
    // A connection still at work does not hold the stop back: the server cuts it, and forgets what it had not committed.
    fermeture ??= Promise.race([pool.end(), attendre(5_000, undefined, { ref: false })]).then(embarquee.fermer)
    return fermeture
  }
  return { ...avecKysely(pool), fermer }
}

/** Dresses a pool as the typed query builder. */
export const avecKysely = (pool: pg.Pool): { base: Base; pool: pg.Pool } => ({
  base: new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) }),
  pool,
})

const VERSION_MINIMALE = 150_000

async function verifierServeur(pool: pg.Pool, adresse: string): Promise<void> {
  try {
    const { rows } = await pool.query<{ numero: string; version: string }>(
      "select current_setting('server_version_num') numero, current_setting('server_version') version",
    )
    const version = rows[0]
    if (Number(version?.numero) < VERSION_MINIMALE)
      throw new ErreurDemarrage(
        `Le serveur de DATABASE_URL est un PostgreSQL ${version?.version}\u00a0: Lauréat demande la version 15 ou une plus récente.`,
      )
  } catch (e) {
    await pool.end()
    throw e instanceof ErreurDemarrage ? e : new ErreurDemarrage(injoignable(e, adresse))
  }
}

const injoignable = (e: unknown, adresse: string): string => {
  const code = codeErreur(e)
  const ou = sansMotDePasse(adresse)
  if (code === '28P01' || code === '28000')
    return `La base de données ${ou} refuse ce compte\u00a0: corrigez le nom ou le mot de passe de DATABASE_URL.`
  if (code === '3D000') return `La base de données ${ou} n’existe pas\u00a0: créez-la, ou corrigez DATABASE_URL.`
  const raison = code || (e instanceof Error ? e.message : String(e))
  return `La base de données ${ou} ne répond pas (${raison})\u00a0: démarrez-la, ou corrigez DATABASE_URL.`
}

const sansMotDePasse = (adresse: string): string =>
  adresse.replace(/\?.*$/, '').replace(/\/\/([^:/@]*):[^@]*@/, '//$1@')
