import { type SqlBool, sql } from 'kysely'
import type { Lecteur } from '../registre/lire.ts'
import type { BlocDePage } from '../ui/blocs.tsx'

export type CourrielGarde = { id: string; a: string[]; objet: string; etat: string; cree_le: Date }
export type CourrielEntier = CourrielGarde & {
  blocs: BlocDePage[]
  repondre_a: string | null
  pieces: { nom: string }[]
}

export const PAR_PAGE = 50

/** The letters kept, newest first; `a`: part of an address. */
export const courrielsGardes = async (
  base: Lecteur,
  { a, page }: { a: string; page: number },
): Promise<{ elements: CourrielGarde[]; total: number }> => {
  const filtre = a
    ? sql<SqlBool>`exists (select 1 from unnest(a) x where position(${a.toLowerCase()} in x) > 0)`
    : sql<SqlBool>`true`
  const { rows } = await sql<CourrielGarde & { total: number }>`
    select id, a, objet, etat, cree_le, count(*) over ()::int as total from courriel where ${filtre}
    order by cree_le desc, id desc limit ${PAR_PAGE} offset ${(page - 1) * PAR_PAGE}`.execute(base)
  return { elements: rows, total: rows[0]?.total ?? 0 }
}

/** One letter, with its text. */
export const courrielGarde = async (base: Lecteur, id: string): Promise<CourrielEntier | undefined> => {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return undefined
  const { rows } = await sql<CourrielEntier>`
    select id, a, objet, etat, cree_le, blocs, repondre_a, pieces from courriel where id = ${id}`.execute(base)
  return rows[0]
}
