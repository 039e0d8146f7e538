import type pg from 'pg'

/** One table to save: its name with its schema, quoted, and the columns that are not computed. */
export type Table = { table: string; colonnes: string[] }

// Jobs that wait (letters, reminders) belong to the memory as much as the dossiers do.
const SCHEMAS = ['public', 'pgboss']

/** Every table that holds rows: ours and those of the jobs; the parts of a partitioned table, not the whole. */
export async function listerTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select format('%I.%I', n.nspname, c.relname) as table,
       array_agg(format('%I', a.attname) order by a.attnum) filter (where a.attgenerated = '') as colonnes
     from pg_class c
     join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relkind = 'r' and n.nspname = any($1)
     group by n.nspname, c.relname
     order by n.nspname, c.relname`,
    [SCHEMAS],
  )
  return rows
}

/** Where every sequence that has served stands. */
export async function listerSequences(client: pg.ClientBase): Promise<{ nom: string; valeur: number }[]> {
  const { rows } = await client.query<{ nom: string; valeur: number }>(
    `select format('%I.%I', schemaname, sequencename) as nom, last_value as valeur
     from pg_sequences where schemaname = any($1) and last_value is not null order by 1`,
    [SCHEMAS],
  )
  return rows
}

/** The version of the jobs' schema, or null when no job ever ran on this base. */
export async function versionTravaux(client: pg.ClientBase): Promise<number | null> {
  const { rows: presence } = await client.query<{ la: boolean }>(
    "select to_regclass('pgboss.version') is not null as la",
  )
  if (!presence[0]?.la) return null
  const { rows } = await client.query<{ version: number }>('select version from pgboss.version')
  return rows[0]?.version ?? null
}

/** The foreign keys of these schemas; dropped then put back, tables are filled in any order, and checked at the end. */
export async function listerCles(client: pg.ClientBase): Promise<{ table: string; nom: string; definition: string }[]> {
  const { rows } = await client.query<{ table: string; nom: string; definition: string }>(
    `select format('%I.%I', n.nspname, c.relname) as table, format('%I', k.conname) as nom,
       pg_get_constraintdef(k.oid) as definition
     from pg_constraint k
     join pg_class c on c.oid = k.conrelid
     join pg_namespace n on n.oid = c.relnamespace
     where k.contype = 'f' and k.conparentid = 0 and n.nspname = any($1)`,
    [SCHEMAS],
  )
  return rows
}
