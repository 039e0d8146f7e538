import { createHash } from 'node:crypto'
import pg from 'pg'

const { builtins, getTypeParser } = pg.types

/** A pool of connections that reads int8 as numbers (cents), numeric as text, timestamptz as Date, date as 'YYYY-MM-DD'; in UTC. */
export function ouvrirPool(connexion: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    max: 16,
    connectionTimeoutMillis: 15_000,
    options: '-c TimeZone=UTC',
    types: { getTypeParser: parseur },
    ...connexion,
  })
  // A connection that the server closes is simply replaced, and its query fails; without listeners, at rest and at work,
  // Node would stop the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  pool.on('connect', preparer)
  return pool
}

const LONGUE = 400
const MAX_PREPAREES = 200
const preparees = new Map<string, string>()

/** Long queries (a dossier's facts: thirty subqueries; a session with its rights) cost more to plan than to run: each
 * connection prepares them once. Short ones are not worth it, and their number is bounded since a list's filters make texts
 * of their own; a search is planned for its words, since a plan for any word would not use the index. */
function preparer(client: pg.PoolClient): void {
  const brut = client.query.bind(client) as (...args: unknown[]) => unknown // the driver's many signatures, passed on as they come
  Object.assign(client, {
    query: (texte: unknown, valeurs: unknown, ...reste: unknown[]) => {
      const nom =
        typeof texte === 'string' && texte.length > LONGUE && Array.isArray(valeurs) && !texte.includes(' like ')
          ? nomDe(texte)
          : undefined
      return nom ? brut({ name: nom, text: texte, values: valeurs }, ...reste) : brut(texte, valeurs, ...reste)
    },
  })
}

function nomDe(texte: string): string | undefined {
  const connu = preparees.get(texte)
  if (connu || preparees.size >= MAX_PREPAREES) return connu
  const nom = `q${createHash('sha256').update(texte).digest('hex').slice(0, 20)}`
  preparees.set(texte, nom)
  return nom
}

type Parseur = typeof getTypeParser

const DATE_ARRAY = 1182
const INT8_ARRAY = 1016

// The driver's own parsers live in a table shared by every user of `pg`: ours are given to our pools only.
const parseur: Parseur = (oid: number, format?: unknown) => {
  if (format !== 'binary') {
    if (oid === builtins.INT8) return entier
    if (oid === builtins.DATE) return (texte: string) => texte
    if (oid === INT8_ARRAY) return (texte: string) => liste(texte, entier)
    if (oid === DATE_ARRAY) return (texte: string) => liste(texte, (t) => t)
  }
  return getTypeParser(oid)
}

const entier = (texte: string): number => {
  const nombre = Number(texte)
  if (!Number.isSafeInteger(nombre)) throw new Error(`The integer ${texte} does not fit a number.`)
  return nombre
}

// One dimension, and values that are never quoted: numbers and dates.
const liste = <T>(texte: string, lire: (t: string) => T): (T | null)[] =>
  texte === '{}'
    ? []
    : texte
        .slice(1, -1)
        .split(',')
        .map((t) => (t === 'NULL' ? null : lire(t)))
