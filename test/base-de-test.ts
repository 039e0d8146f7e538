import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { migrer } from '../src/socle/base/migrer.ts'
import { avecKysely, type Ouverture } from '../src/socle/base/ouvrir.ts'
import { ouvrirPool } from '../src/socle/base/pool.ts'
import { demarrerServeurJetable } from './serveur-jetable.ts'

/** A fresh migrated database for one test file, copied from the template in a few dozen milliseconds. Always `fermer()`. */
export async function baseDeTest(): Promise<Ouverture & { connexion: Acces & { database: string } }> {
  const database = `t_${randomUUID().replaceAll('-', '')}`
  await administrer(acces(), `create database ${database} template ${MODELE}`)
  const connexion = { ...acces(), database }
  const pool = ouvrirPool({ ...connexion, max: 10, application_name: 'test' })
  return {
    ...avecKysely(pool),
    connexion,
    fermer: async () => {
      await pool.end()
      await administrer(acces(), `drop database ${database} with (force)`)
    },
  }
}

/** An empty database, not even migrated, for the tests of the machine room. */
export async function baseVide(): Promise<Acces & { database: string }> {
  const database = `t_${randomUUID().replaceAll('-', '')}`
  await administrer(acces(), `create database ${database} template template0`)
  return { ...acces(), database }
}

type Acces = { host: string; port: number; user: string }

const MODELE = 'modele'
const VARIABLE = 'LAUREAT_BASE_DE_TEST'

/** Called once by vitest, before every file: starts the server and migrates the template that all the tests copy. */
export async function setup(): Promise<() => Promise<void>> {
  const { arreter, ...serveur } = await demarrerServeurJetable(process.env.LAUREAT_POSTGRES_DE_TEST)
  try {
    await administrer(serveur, `create database ${MODELE}`)
    const pool = ouvrirPool({ ...serveur, database: MODELE, max: 1 })
    await migrer(pool)
    await pool.end()
  } catch (e) {
    await arreter()
    throw e
  }
  // The processes that run the test files inherit this environment.
  process.env[VARIABLE] = JSON.stringify(serveur)
  return arreter
}

const acces = (): Acces => JSON.parse(process.env[VARIABLE] ?? 'null') ?? refuser()

const refuser = (): never => {
  throw new Error('The tests run by `vitest run`, which starts their database.')
}

async function administrer(serveur: Acces, sql: string): Promise<void> {
  const client = new pg.Client({ ...serveur, database: 'postgres' })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
