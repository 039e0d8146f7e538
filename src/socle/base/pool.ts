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
  // A resting connection that the server closes is simply replaced; without a listener, Node would stop the process.
  pool.on('error', () => {})
  return pool
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
