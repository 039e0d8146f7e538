import { open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type pg from 'pg'
import { to as copier } from 'pg-copy-streams'
import { codeErreur, ErreurDemarrage } from '../erreur-demarrage.ts'
import { ecrireEntree, FORMAT, ligne } from './contenant.ts'
import { listerSequences, listerTables, versionTravaux } from './tables.ts'

/** The stored files, seen by the backup. A key is a path inside the store. */
export type Fichiers = {
  lister(): AsyncIterable<{ cle: string }>
  lire(cle: string): Readable | Promise<Readable>
  ecrire(cle: string, contenu: Readable): Promise<unknown>
}

export type Bilan = { tables: number; lignes: number; fichiers: number }

/**
 * Writes one file: schema version, every table in one snapshot, every stored file, the SHA-256 of each; whatever the size,
 * in little memory, while the server works. The file appears under its name only once it is complete; its owner alone reads it.
 */
export async function sauvegarder(pool: pg.Pool, fichiers: Fichiers, chemin: string): Promise<Bilan> {
  if ((await stat(chemin).catch(() => undefined))?.isDirectory())
    throw new ErreurDemarrage(
      `${chemin} est un dossier\u00a0: indiquez le fichier à écrire, par exemple ${join(chemin, 'laureat.sauvegarde')}.`,
    )
  const partiel = `${chemin}.${process.pid}.partiel`
  const sortie = await open(partiel, 'wx', 0o600).catch((e) => {
    throw new ErreurDemarrage(
      `La sauvegarde ne peut pas être écrite dans ${dirname(chemin)} (${codeErreur(e)})\u00a0: indiquez un dossier accessible en écriture.`,
    )
  })
  const client = await pool.connect()
  try {
    const bilan: Bilan = { tables: 0, lignes: 0, fichiers: 0 }
    await pipeline(
      Readable.from(contenu(client, fichiers, bilan)),
      createGzip({ level: 4 }),
      sortie.createWriteStream({ flush: true }),
    )
    await rename(partiel, chemin)
    return bilan
  } catch (e) {
    await rm(partiel, { force: true })
    throw e
  } finally {
    await client.query('rollback').catch(() => {})
    client.release()
  }
}

async function* contenu(client: pg.PoolClient, fichiers: Fichiers, bilan: Bilan): AsyncGenerator<Buffer> {
  await client.query('begin isolation level repeatable read read only')
  await client.query('set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0')
  const { rows: migrations } = await client.query('select nom, empreinte from public.migration order by nom')
  yield ligne({ laureat: FORMAT, cree: new Date().toISOString(), migrations, travaux: await versionTravaux(client) })
  for (const { table, colonnes } of await listerTables(client)) {
    const copie = client.query(copier(`copy (select ${colonnes.join(', ')} from ${table}) to stdout`))
    yield* ecrireEntree({ table, colonnes }, copie)
    bilan.tables += 1
    bilan.lignes += copie.rowCount
  }
  // Sequences are outside any snapshot: read last, they are never behind the rows.
  const sequences = await listerSequences(client)
  for await (const { cle } of fichiers.lister()) {
    yield* ecrireEntree({ fichier: cle }, await fichiers.lire(cle))
    bilan.fichiers += 1
  }
  yield ligne({ fin: bilan.tables + bilan.fichiers, sequences })
}
