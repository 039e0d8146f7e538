import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as attendre } from 'node:timers/promises'
import pg from 'pg'
import { trouverBinaires } from '../src/socle/base/binaires.ts'
import { compteDe } from '../src/socle/base/compte-systeme.ts'

export type ServeurJetable = { host: string; port: number; user: string; arreter(): Promise<void> }

/**
 * Starts one PostgreSQL for the tests, without fsync, on a socket of a folder of its own. `binaires` chooses another version
 * (`/usr/lib/postgresql/15`). It stops and erases itself when the process that started it ends, even by kill -9.
 */
export async function demarrerServeurJetable(binaires?: string): Promise<ServeurJetable> {
  const dossier = realpathSync(mkdtempSync('/tmp/laureat-test-'))
  const compte = await compteDe(dossier)
  const programmes = join(binaires ?? (await trouverBinaires()), 'bin')
  const donnees = join(dossier, 'donnees')
  mkdirSync(donnees, { mode: 0o700 })
  chmodSync(dossier, 0o755)
  if (compte) for (const d of [dossier, donnees]) chownSync(d, compte.uid, compte.gid)
  const options = { ...compte, cwd: dossier, env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' } }
  const initdb = ['-D', donnees, '-U', 'laureat', '-A', 'trust', '-E', 'UTF8', '--no-sync', '--no-instructions']
  execFileSync(join(programmes, 'initdb'), [...initdb, ...langue(programmes)], { ...options, stdio: 'pipe' })
  // The shell waits for the end of its input, which is the end of this process, however it comes.
  const gardien = '"$@" & p=$!; cat >/dev/null; kill -QUIT $p; wait $p; rm -rf -- "$PWD"'
  const serveur = spawn('sh', ['-c', gardien, 'sh', join(programmes, 'postgres'), ...reglages(dossier, donnees)], {
    ...options,
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  const fini = new Promise((resolu) => serveur.once('exit', resolu))
  const acces = { host: dossier, port: 5432, user: 'laureat' }
  await attendreReponse(acces)
  return {
    ...acces,
    arreter: async () => {
      serveur.stdin?.end()
      await fini
    },
  }
}

// PostgreSQL 18 carries its own Unicode rules; before 17, the machine's C.UTF-8 gives the same order.
const langue = (programmes: string): string[] => {
  const version = spawnSync(join(programmes, 'postgres'), ['--version'], { encoding: 'utf8' }).stdout
  const majeure = Number(/(\d+)/.exec(version)?.[1])
  return majeure >= 17 ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'] : ['--locale=C.UTF-8']
}

const reglages = (dossier: string, donnees: string): string[] => [
  ...['-D', donnees, '-k', dossier],
  ...[
    'listen_addresses=',
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'max_connections=300',
  ].flatMap((r) => ['-c', r]),
  ...[
    'wal_level=minimal',
    'max_wal_senders=0',
    'max_parallel_workers_per_gather=0',
    'jit=off',
    'autovacuum=off',
  ].flatMap((r) => ['-c', r]),
]

async function attendreReponse(acces: { host: string; port: number; user: string }): Promise<void> {
  const limite = performance.now() + 30_000
  for (;;) {
    const client = new pg.Client({ ...acces, database: 'postgres' })
    try {
      await client.connect()
      return await client.end()
    } catch (e) {
      if (performance.now() > limite) throw e
      await attendre(20)
    }
  }
}
