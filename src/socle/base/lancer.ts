import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, fchownSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { chmod, chown, lstat, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { codeErreur, ErreurDemarrage } from '../erreur-demarrage.ts'
import { type Binaires, trouverBinaires } from './binaires.ts'
import { type Compte, compteDe } from './compte-systeme.ts'

/** Where one embedded server lives: its data, its socket, its log. */
export type Lieu = { dossier: string; socket: string; journal: string }

/** A server that was just launched: `fin` answers the end of its log if it stops before being ready. */
export type Lancement = { processus: ChildProcess; fin: Promise<string> }

// The database stays true to what it acknowledged (fsync), and small: one town hall, or one test bench.
const REGLAGES = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  max_connections: '100',
  max_parallel_workers_per_gather: '0',
  jit: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '256MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'log',
  log_checkpoints: 'off',
}

const MAJEURE = '18'

/** Creates the data of a new database when there is none, then launches its server, in its own session: Ctrl-C does not reach it. */
export async function lancer(lieu: Lieu, reglages: Record<string, string> = {}): Promise<Lancement> {
  const compte = await compteDe(lieu.dossier)
  const binaires = await trouverBinaires()
  await initialiser(lieu.dossier, binaires, compte)
  await preparerSocket(lieu.socket, compte)
  const journal = ouvrirJournal(lieu.journal, compte)
  const debut = statSync(lieu.journal).size
  const options = Object.entries({ ...REGLAGES, ...reglages }).flatMap(([nom, valeur]) => ['-c', `${nom}=${valeur}`])
  const processus = spawn(
    join(binaires, 'bin/postgres'),
    ['-D', vuDeDedans(lieu.dossier), '-k', lieu.socket, ...options],
    { ...identite(compte), cwd: lieu.dossier, detached: true, stdio: ['ignore', journal, journal] },
  )
  closeSync(journal)
  processus.unref()
  const fin = new Promise<string>((resolu) => {
    const finir = (raison: string): void => resolu(`${readFileSync(lieu.journal).subarray(debut)}${raison}`)
    processus.once('error', (e) => finir(e.message))
    processus.once('exit', () => finir(''))
  })
  return { processus, fin }
}

async function initialiser(dossier: string, binaires: Binaires, compte: Compte): Promise<void> {
  const version = await readFile(join(dossier, 'PG_VERSION'), 'utf8').catch(() => undefined)
  if (version?.trim() === MAJEURE) return
  if (version !== undefined)
    throw new ErreurDemarrage(
      `La base de ${dossier} vient de PostgreSQL ${version.trim()} et ce programme embarque la version ${MAJEURE}\u00a0: sauvegardez avec l’ancien Lauréat, puis restaurez dans un dossier neuf.`,
    )
  const contenu = await readdir(dossier).catch(() => [])
  if (contenu.length > 0)
    throw new ErreurDemarrage(
      `${dossier} n’est pas une base de données\u00a0: videz ce dossier, ou indiquez-en un autre dans DONNEES.`,
    )
  // Made beside, then renamed: a start that is interrupted leaves no half-made database.
  const essai = `${dossier}.nouveau`
  await rm(essai, { recursive: true, force: true })
  await mkdir(essai, { mode: 0o700 })
  if (compte) await chown(essai, compte.uid, compte.gid)
  await executerInitdb(essai, binaires, compte)
  await rm(dossier, { recursive: true, force: true })
  await rename(essai, dossier)
}

async function executerInitdb(dossier: string, binaires: Binaires, compte: Compte): Promise<void> {
  const langue = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '-E', 'UTF8']
  const initdb = spawn(
    join(binaires, 'bin/initdb'),
    ['-D', vuDeDedans(dossier), '-U', 'laureat', '-A', 'trust', '--no-instructions', ...langue],
    { ...identite(compte), cwd: dossier, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let plainte = ''
  initdb.stderr.on('data', (morceau) => {
    plainte += morceau
  })
  const code = await new Promise((resolu) => {
    initdb.once('error', (e) => resolu(e.message))
    initdb.once('close', resolu)
  })
  if (code !== 0)
    throw new ErreurDemarrage(
      `La base de données n’a pas pu être créée dans ${dossier}\u00a0: ${derniereLigne(plainte) || code}`,
    )
}

// Seen as the current folder, the data need not be reachable by their path: root's own folders are closed to `postgres`.
const vuDeDedans = (dossier: string): string => (process.platform === 'linux' ? '/proc/self/cwd' : dossier)

const identite = (compte: Compte) => ({ ...compte, env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } })

/** The last line of a log, without its date: what PostgreSQL complains of. */
export const derniereLigne = (texte: string): string => {
  const lignes = texte.trim().split('\n')
  const ligne = lignes.findLast((l) => /FATAL|PANIC|error/.test(l)) ?? lignes.at(-1) ?? ''
  return ligne.replace(/^.*?(?:FATAL|PANIC|initdb: error): */, '').trim()
}

/** The folder of the socket: short (a path over 90 bytes fails), in the temporary folder, named after the data folder. */
export const dossierSocket = (empreinte: string): string => {
  const temporaire = process.getuid?.() === 0 ? '/tmp' : tmpdir()
  return join(temporaire.length > 60 ? '/tmp' : temporaire, `laureat-${empreinte}`)
}

async function preparerSocket(socket: string, compte: Compte): Promise<void> {
  await mkdir(socket, { mode: 0o700, recursive: true })
  const etat = await lstat(socket)
  const uid = compte?.uid ?? process.getuid?.()
  if (!etat.isDirectory() || (etat.uid !== uid && !(compte && etat.uid === 0)))
    throw new ErreurDemarrage(`${socket} appartient à un autre compte\u00a0: supprimez ce dossier, puis relancez.`)
  await chmod(socket, 0o700)
  if (compte) await chown(socket, compte.uid, compte.gid)
  // No server runs on this folder now: what a killed one left names a process that may be a zombie, or somebody else's,
  // and PostgreSQL would take it for alive.
  for (const reste of ['.s.PGSQL.5432', '.s.PGSQL.5432.lock']) await rm(join(socket, reste), { force: true })
}

const JOURNAL_MAX = 5_000_000

function ouvrirJournal(chemin: string, compte: Compte): number {
  try {
    if (statSync(chemin).size > JOURNAL_MAX) renameSync(chemin, `${chemin}.1`)
  } catch (e) {
    if (codeErreur(e) !== 'ENOENT') throw e
  }
  const journal = openSync(chemin, 'a', 0o600)
  // The owner of the data reads its log, even when root launches the server.
  if (compte) fchownSync(journal, compte.uid, compte.gid)
  return journal
}
