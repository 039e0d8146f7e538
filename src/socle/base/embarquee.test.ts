import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { ouvrirBase } from './ouvrir.ts'
import { lirePostmaster } from './postmaster.ts'

// Behind a folder that only its owner crosses, as root's own folders are.
const prive = mkdtempSync('/tmp/laureat-embarquee-')
chmodSync(prive, 0o700)
const donnees = join(prive, 'donnees')
const dossier = join(donnees, 'postgres')
const enfants: ChildProcess[] = []

afterEach(() => {
  for (const enfant of enfants.splice(0)) enfant.kill('SIGKILL')
})
afterAll(async () => {
  await ouvrirBase({ donnees }).then((o) => o.fermer())
  rmSync(prive, { recursive: true })
})

// Another process that opens the same folder, says so, and stays.
async function autreProcessus(serveur: boolean): Promise<ChildProcess> {
  const code = `
    const { ouvrirBase } = await import(${JSON.stringify(join(import.meta.dirname, 'ouvrir.ts'))})
    const o = await ouvrirBase({ donnees: ${JSON.stringify(donnees)} }, { serveur: ${serveur} })
    process.on('message', async () => { await o.fermer(); process.exit(0) })
    process.send('ouvert')`
  const enfant = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  enfants.push(enfant)
  await once(enfant, 'message')
  return enfant
}

const compter = async (pool: { query(sql: string): Promise<{ rows: { n: number }[] }> }) =>
  (await pool.query('select count(*) n from essai')).rows[0]?.n

test('une commande démarre la base, écrit, et l’arrête en partant', async () => {
  const o = await ouvrirBase({ donnees })
  await o.pool.query('create table essai (n int)')
  await o.pool.query('insert into essai values (1)')
  expect(await lirePostmaster(dossier)).toBeDefined()
  const { rows } = await o.pool.query("select current_setting('fsync') f, current_setting('listen_addresses') l")
  expect(rows[0]).toEqual({ f: 'on', l: '' })
  await o.fermer()
  expect(await lirePostmaster(dossier)).toBeUndefined()
}, 30_000)

test('un second serveur sur le même dossier est refusé d’une phrase', async () => {
  const o = await ouvrirBase({ donnees }, { serveur: true })
  await expect(ouvrirBase({ donnees }, { serveur: true })).rejects.toThrow(/Un autre Lauréat tourne déjà sur/)
  await o.fermer()
  const suivant = await ouvrirBase({ donnees }, { serveur: true })
  await suivant.fermer()
})

test('une commande travaille à côté du serveur, et ne l’arrête pas', async () => {
  const serveur = await autreProcessus(true)
  const commande = await ouvrirBase({ donnees })
  expect(await compter(commande.pool)).toBe(1)
  await commande.fermer()
  expect(await lirePostmaster(dossier)).toBeDefined()
  serveur.send('fermer')
  await once(serveur, 'exit')
  expect(await lirePostmaster(dossier)).toBeUndefined()
}, 30_000)

test('plusieurs commandes lancées ensemble partagent une base, que la dernière arrête', async () => {
  const ouvertures = await Promise.all(Array.from({ length: 5 }, () => ouvrirBase({ donnees })))
  expect(await Promise.all(ouvertures.map((o) => compter(o.pool)))).toEqual([1, 1, 1, 1, 1])
  await Promise.all(ouvertures.map((o) => o.fermer()))
  expect(await lirePostmaster(dossier)).toBeUndefined()
}, 30_000)

test('une base laissée seule par un kill -9 est reprise avec ce qui était acquis', async () => {
  const serveur = await autreProcessus(true)
  serveur.kill('SIGKILL')
  await once(serveur, 'exit')
  const orpheline = await lirePostmaster(dossier)
  const o = await ouvrirBase({ donnees }, { serveur: true })
  expect((await lirePostmaster(dossier))?.pid).toBe(orpheline?.pid)
  expect(await compter(o.pool)).toBe(1)
  await o.fermer()
  expect(await lirePostmaster(dossier)).toBeUndefined()
}, 30_000)

test('une commande interrompue par Ctrl-C arrête la base qu’elle avait démarrée', async () => {
  const commande = await autreProcessus(false)
  commande.kill('SIGINT')
  expect(await once(commande, 'exit')).toEqual([130, null])
  expect(await lirePostmaster(dossier)).toBeUndefined()
}, 30_000)

test('une base tuée par un kill -9 redémarre pendant que le serveur tourne', async () => {
  const o = await ouvrirBase({ donnees })
  const avant = await lirePostmaster(dossier)
  process.kill(avant?.pid ?? 0, 'SIGKILL')
  await expect.poll(() => compter(o.pool).catch(() => 'pas encore'), { timeout: 20_000 }).toBe(1)
  expect((await lirePostmaster(dossier))?.pid).not.toBe(avant?.pid)
  await o.fermer()
}, 40_000)

test('un travail en cours quand la base tombe échoue, sans faire tomber le serveur', async () => {
  const o = await ouvrirBase({ donnees })
  const client = await o.pool.connect()
  await client.query('begin')
  process.kill((await lirePostmaster(dossier))?.pid ?? 0, 'SIGQUIT')
  await expect(client.query('select pg_sleep(10)')).rejects.toThrow()
  client.release(true)
  await expect.poll(() => compter(o.pool).catch(() => 'pas encore'), { timeout: 20_000 }).toBe(1)
  await o.fermer()
}, 40_000)

test('le témoin d’une base morte qui nomme un autre processus ne fait arrêter personne', async () => {
  const passant = spawn('sleep', ['60'])
  enfants.push(passant)
  writeFileSync(join(dossier, 'postmaster.pid'), `${passant.pid}\n${dossier}\n1\n5432\n/tmp\n\n0 0\nready\n`)
  const o = await ouvrirBase({ donnees })
  expect(await compter(o.pool)).toBe(1)
  await o.fermer()
  expect(passant.exitCode).toBeNull()
  expect(passant.signalCode).toBeNull()
}, 30_000)

test('un dossier de données qui n’en est pas un est refusé d’une phrase', async () => {
  const fichier = join(prive, 'fichier')
  writeFileSync(fichier, '')
  await expect(ouvrirBase({ donnees: fichier })).rejects.toThrow(/n’est pas accessible en écriture/)
  await expect(ouvrirBase({ donnees: '/proc/laureat' })).rejects.toThrow(/\/proc\/laureat n’est pas accessible/)
  const plein = join(prive, 'plein')
  mkdirSync(join(plein, 'postgres'), { recursive: true })
  writeFileSync(join(plein, 'postgres/photo.jpg'), 'x')
  await expect(ouvrirBase({ donnees: plein })).rejects.toThrow(/n’est pas une base de données/)
  expect(readFileSync(join(plein, 'postgres/photo.jpg'), 'utf8')).toBe('x')
})

test('un serveur injoignable est dit d’une phrase, sans son mot de passe', async () => {
  const essai = ouvrirBase({ donnees, databaseUrl: 'postgres://moi:secret@127.0.0.1:9/base' })
  await expect(essai).rejects.toThrow(/postgres:\/\/moi@127\.0\.0\.1:9\/base ne répond pas \(ECONNREFUSED\)/)
})
