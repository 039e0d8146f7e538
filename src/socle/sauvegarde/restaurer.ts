import { constants, createReadStream } from 'node:fs'
import { access } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type pg from 'pg'
import { from as remplir } from 'pg-copy-streams'
import { migrer } from '../base/migrer.ts'
import { codeErreur, ErreurDemarrage } from '../erreur-demarrage.ts'
import {
  abimee,
  type Entete,
  type Entree,
  type Fin,
  FORMAT,
  type LecteurContenant,
  lireContenant,
} from './contenant.ts'
import type { Bilan, Fichiers } from './sauvegarder.ts'
import { listerCles, listerTables, type Table, versionTravaux } from './tables.ts'

export type Options = {
  /** Tables that Lauréat fills by itself at its start (directories): they do not make a base « not empty ». */
  reference?: string[]
  /** Creates the jobs' schema, when the backup has one and the base none. */
  creerTravaux?: (pool: pg.Pool) => Promise<unknown>
}

/**
 * Reads a backup into an empty base of the same version, embedded or server: all or nothing.
 * Refuses (ErreurDemarrage, with the sentence) a base that is not empty, another version, a damaged file.
 */
export async function restaurer(
  pool: pg.Pool,
  fichiers: Fichiers,
  chemin: string,
  options: Options = {},
): Promise<Bilan> {
  await access(chemin, constants.R_OK).catch((e) => {
    throw new ErreurDemarrage(
      `La sauvegarde ${chemin} ne peut pas être lue (${codeErreur(e)})\u00a0: vérifiez son chemin.`,
    )
  })
  const source = createReadStream(chemin)
  const clair = createGunzip()
  // Failures reach the reader, which says the sentence; pipeline only ties the two streams.
  const transport = pipeline(source, clair).catch(() => {})
  const lecteur = lireContenant(clair)
  try {
    const entete = await lireEntete(lecteur)
    await migrer(pool)
    const client = await pool.connect()
    try {
      if (entete.travaux !== null && (await versionTravaux(client)) === null) await options.creerTravaux?.(pool)
      await client.query('begin')
      await verifierVersion(client, entete)
      const bilan = await remplacer(client, fichiers, lecteur, options.reference ?? [])
      await client.query('commit')
      return bilan
    } catch (e) {
      await client.query('rollback').catch(() => {})
      throw donneesFausses(e) ? abimee() : e
    } finally {
      client.release()
    }
  } finally {
    source.destroy()
    clair.destroy()
    await transport
  }
}

/** The version is the same: data that PostgreSQL refuses (classes 22 and 23) were damaged on the way. */
const donneesFausses = (e: unknown): boolean =>
  typeof e === 'object' && e !== null && 'code' in e && /^2[23]/.test(String(e.code))

async function remplacer(
  client: pg.PoolClient,
  fichiers: Fichiers,
  lecteur: LecteurContenant,
  reference: string[],
): Promise<Bilan> {
  const tables = await listerTables(client)
  const noms = tables.map((t) => t.table)
  await client.query('set local statement_timeout = 0; set local lock_timeout = 0')
  await client.query(`lock table ${noms.join(', ')} in access exclusive mode`)
  await exigerVide(client, tables, reference)
  const cles = await listerCles(client)
  for (const { table, nom } of cles) await client.query(`alter table ${table} drop constraint ${nom}`)
  for (const nom of noms) await client.query(`alter table ${nom} disable trigger user`)
  await client.query(`truncate ${noms.join(', ')}`)
  const bilan = await lireEntrees(client, fichiers, lecteur, new Set(noms))
  for (const nom of noms) await client.query(`alter table ${nom} enable trigger user`)
  for (const { table, nom, definition } of cles)
    await client.query(`alter table ${table} add constraint ${nom} ${definition}`)
  return bilan
}

async function lireEntrees(
  client: pg.PoolClient,
  fichiers: Fichiers,
  lecteur: LecteurContenant,
  tables: Set<string>,
): Promise<Bilan> {
  const bilan: Bilan = { tables: 0, lignes: 0, fichiers: 0 }
  for (;;) {
    // The program's own format: the version of the first line was checked, and each content is checked by its SHA-256.
    const entree = (await lecteur.ligne()) as Entree | Fin
    if ('fin' in entree) {
      if (entree.fin !== bilan.tables + bilan.fichiers) throw abimee()
      for (const { nom, valeur } of entree.sequences)
        await client.query('select setval($1::regclass, $2)', [nom, valeur])
      return bilan
    }
    const contenu = Readable.from(lecteur.contenu())
    if ('fichier' in entree) {
      await fichiers.ecrire(entree.fichier, contenu)
      if (!contenu.readableEnded) throw new Error(`The store did not read the whole of ${entree.fichier}.`)
      bilan.fichiers += 1
    } else {
      if (!tables.has(entree.table)) throw abimee()
      const copie = client.query(remplir(`copy ${entree.table} (${entree.colonnes.join(', ')}) from stdin`))
      await pipeline(contenu, copie)
      bilan.tables += 1
      bilan.lignes += copie.rowCount
    }
  }
}

async function lireEntete(lecteur: LecteurContenant): Promise<Entete> {
  const entete = await lecteur.ligne()
  if (typeof entete !== 'object' || entete === null || !('laureat' in entete) || entete.laureat !== FORMAT)
    throw abimee()
  // Written by `sauvegarder` in this very format, which is numbered.
  return entete as Entete
}

async function verifierVersion(client: pg.PoolClient, entete: Entete): Promise<void> {
  const { rows } = await client.query('select nom, empreinte from public.migration order by nom')
  const travaux = await versionTravaux(client)
  const memes = JSON.stringify(rows) === JSON.stringify(entete.migrations)
  if (memes && (entete.travaux === null || entete.travaux === travaux)) return
  const derniere = entete.migrations.at(-1)?.nom ?? 'aucune migration'
  throw new ErreurDemarrage(
    `Cette sauvegarde vient d’une autre version de Lauréat (${derniere})\u00a0: restaurez-la avec cette version, puis mettez à jour.`,
  )
}

async function exigerVide(client: pg.PoolClient, tables: Table[], reference: string[]): Promise<void> {
  const permises = new Set(['public.migration', ...reference.map((nom) => `public.${nom}`)])
  for (const { table } of tables) {
    if (permises.has(table) || table.startsWith('pgboss.')) continue
    const { rowCount } = await client.query(`select from ${table} limit 1`)
    if (rowCount)
      throw new ErreurDemarrage(
        `La base de données n’est pas vide (${table.replace('public.', '')})\u00a0: restaurez dans un dossier de données neuf, ou dans une base neuve.`,
      )
  }
}
