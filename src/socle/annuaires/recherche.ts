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

/** The words of a search as `like` patterns, at most eight: every one must be found. Nothing typed reaches SQL as a wildcard. */
export const motifs = (q: string): string[] =>
  pourRecherche(q.slice(0, 200))
    .split(' ')
    .filter((mot) => mot !== '')
    .slice(0, 8)
    .map((mot) => `%${mot}%`)

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
