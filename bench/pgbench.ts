import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CompiledQuery } from 'kysely'
import type { MaisonDeBanc } from './maison.ts'

const programme = [
  '/usr/lib/postgresql/18/bin/pgbench',
  '/usr/lib/postgresql/17/bin/pgbench',
  '/usr/lib/postgresql/15/bin/pgbench',
  'pgbench',
].find((p) => spawnSync(p, ['--version']).status === 0)

/** Is pgbench on this machine? */
export const pgbenchPresent = programme !== undefined

/** Transactions per second of a script, by so many clients; `duree` in seconds, or `transactions` in all. */
export const mesurerPgbench = (
  maison: MaisonDeBanc,
  script: string,
  o: { clients: number; duree?: number; transactions?: number; variables?: Record<string, number> },
): number => {
  if (!programme) throw new Error('pgbench is not installed.')
  const dossier = mkdtempSync(join(tmpdir(), 'laureat-pgbench-'))
  const fichier = join(dossier, 'script.sql')
  writeFileSync(fichier, script)
  execFileSync('chmod', ['-R', 'a+rX', dossier])
  const { host, user, database, port } = maison.connexion
  const mesure = o.duree ? ['-T', String(o.duree)] : ['-t', String(Math.floor((o.transactions ?? 100) / o.clients))]
  const variables = Object.entries(o.variables ?? {}).flatMap(([k, v]) => ['-D', `${k}=${v}`])
  const acces = ['-h', host, '-p', String(port), '-U', user]
  const detail = process.env.DETAIL ? ['-r'] : []
  const args = [
    '-n',
    ...detail,
    ...acces,
    '-c',
    String(o.clients),
    '-j',
    '2',
    ...mesure,
    ...variables,
    '-f',
    fichier,
    database,
  ]
  // The socket belongs to the account that runs the embedded server.
  const r = maison.compte
    ? spawnSync('setpriv', [`--reuid=${maison.compte}`, '--clear-groups', programme, ...args], { encoding: 'utf8' })
    : spawnSync(programme, args, { encoding: 'utf8' })
  rmSync(dossier, { recursive: true, force: true })
  if (process.env.DETAIL) console.log(r.stderr.slice(0, 600), r.stdout.replace(/ +/g, ' '))
  const tps = /tps = ([\d.]+)/.exec(r.stdout)?.[1]
  if (!tps) throw new Error(`pgbench: ${r.stderr.slice(-600)}`)
  return Number(tps)
}

/** A statement with its parameters written in. */
export const ecrireSql = ({ sql: texte, parameters }: CompiledQuery): string =>
  texte.replace(/\$(\d+)/g, (_, n: string) => litteral(parameters[Number(n) - 1])).replaceAll('\n', ' ')

const litteral = (v: unknown): string => {
  if (v === null || v === undefined) return 'null'
  if (typeof v === 'number' || typeof v === 'boolean') return String(v)
  if (v instanceof Date) return `'${v.toISOString()}'`
  if (Array.isArray(v)) return `array[${v.map(litteral).join(', ')}]::text[]`
  return `'${String(v).replaceAll("'", "''")}'`
}
