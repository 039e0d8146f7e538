import { type RawBuilder, type SqlBool, sql } from 'kysely'

/** What is searched: lower case, no accent, words of letters and digits (« L’Haÿ-les-Roses » → `l hay les roses`; `st` → `saint`). Pure. */
export const pourRecherche = (texte: string): string =>
  texte
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .replace(/\bst(e?)\b/g, 'saint$1')
    .trim()

/** SQL condition « every word of `q` (eight at most) is in this column ». Nothing typed is a wildcard; one `like` per word, so that the trigram index serves. */
export function contient(colonne: string, q: string): RawBuilder<SqlBool> {
  const mots = pourRecherche(q.slice(0, 200)).split(' ').filter(Boolean).slice(0, 8)
  const conditions = mots.map((mot) => sql<SqlBool>`${sql.ref(colonne)} like ${`%${mot}%`}`)
  if (conditions.length === 0) return q.trim() === '' ? sql<SqlBool>`true` : sql<SqlBool>`false`
  return sql<SqlBool>`${sql.join(conditions, sql` and `)}`
}

/** A code typed in an address: PostgreSQL refuses the NUL character in any text. */
export const code = (texte: string): string => texte.replaceAll('\0', '').slice(0, 50)

/** COG code of a département: `038` (directory), `38` and `02A` become `38` and `2A`; `971` stays. */
export const codeDepartement = (code: string): string =>
  code
    .trim()
    .toUpperCase()
    .replace(/^0(?=\w\w$)/, '')

/** One page of a directory, in the API's list envelope; `suivant` is the cursor to give back as `apres`. */
export type Page<T> = { elements: T[]; suivant: string | null; total: number }

/** Rows come one more than `limite`, each with the total. */
export function enPage<T>(
  lignes: readonly (T & { total: number })[],
  limite: number,
  cle: (ligne: T) => string,
): Page<T> {
  const elements = lignes.slice(0, limite).map(({ total: _, ...ligne }) => ligne as T) // only `total` was taken off
  const dernier = elements.at(-1)
  const suivant = lignes.length > limite && dernier ? cle(dernier) : null
  return { elements, suivant, total: Number(lignes[0]?.total ?? 0) }
}
