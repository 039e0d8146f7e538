import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type pg from 'pg'
import { ErreurDemarrage } from '../erreur-demarrage.ts'
import { ressource } from '../ressources.ts'

type Migration = { nom: string; empreinte: string; sql: string }

// Any number of processes may start together: the first migrates, the others wait, then find nothing to do.
const VERROU_MIGRATION = 7_238_415_001

/**
 * Brings the base to the program's version: plain SQL files `NNNN_nom.sql`, in order, forward only, one transaction each,
 * recorded with their SHA-256 in the table `migration`. Answers the names of those applied now.
 * Refuses (ErreurDemarrage) a base newer than the program, and a file changed after it was applied.
 */
export async function migrer(pool: pg.Pool, dossier = ressource('db/migrations')): Promise<string[]> {
  const migrations = await lireMigrations(dossier)
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [VERROU_MIGRATION])
    await client.query(
      'create table if not exists migration (nom text primary key, empreinte text not null, le timestamptz not null default now())',
    )
    const { rows } = await client.query<{ nom: string; empreinte: string }>('select nom, empreinte from migration')
    const faites = new Map(rows.map((r) => [r.nom, r.empreinte]))
    verifier(migrations, faites)
    const aFaire = migrations.filter((m) => !faites.has(m.nom))
    for (const migration of aFaire) await appliquer(client, migration)
    return aFaire.map((m) => m.nom)
  } finally {
    await client.query('select pg_advisory_unlock($1)', [VERROU_MIGRATION]).catch(() => {})
    client.release()
  }
}

/** The migrations of a folder, in order of number; two files with one number, or a badly named one, are bugs. */
async function lireMigrations(dossier = ressource('db/migrations')): Promise<Migration[]> {
  const noms = (await readdir(dossier)).filter((nom) => nom.endsWith('.sql')).sort()
  const numeros = new Set<string>()
  for (const nom of noms) {
    const numero = /^(\d{4})_[a-z0-9_]+\.sql$/.exec(nom)?.[1]
    if (!numero || numeros.has(numero))
      throw new Error(`The migration ${nom} has a bad name or a number already taken.`)
    numeros.add(numero)
  }
  return Promise.all(
    noms.map(async (nom) => {
      const sql = await readFile(join(dossier, nom), 'utf8')
      return { nom: nom.slice(0, -4), sql, empreinte: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

function verifier(migrations: Migration[], faites: Map<string, string>): void {
  const connues = new Map(migrations.map((m) => [m.nom, m.empreinte]))
  for (const [nom, empreinte] of faites) {
    const connue = connues.get(nom)
    if (connue === undefined)
      throw new ErreurDemarrage(
        `La base de données est plus récente que ce programme (elle connaît «\u00a0${nom}\u00a0»)\u00a0: mettez Lauréat à jour.`,
      )
    if (connue !== empreinte)
      throw new ErreurDemarrage(
        `La migration «\u00a0${nom}\u00a0» a changé depuis qu’elle a été appliquée à cette base\u00a0: rétablissez ce fichier, ou repartez d’un dossier de données neuf.`,
      )
  }
}

async function appliquer(client: pg.PoolClient, { nom, sql, empreinte }: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(sql)
    await client.query('insert into migration (nom, empreinte) values ($1, $2)', [nom, empreinte])
    await client.query('commit')
  } catch (e) {
    await client.query('rollback')
    const raison = e instanceof Error ? e.message : String(e)
    throw new Error(`The migration ${nom} failed: ${raison}`, { cause: e })
  }
}
