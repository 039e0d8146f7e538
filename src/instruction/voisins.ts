import { type RawBuilder, sql } from 'kysely'
import type { Lecteur } from '../registre/lire.ts'
import { type Contexte, colonne, filtres, type RechercheBureau, TRIS } from './queries.ts'

type Voisin = { id: string; organisme: string }
export type Voisins = { precedent: Voisin | undefined; suivant: Voisin | undefined }

/** The dossiers before and after this one in a list of the desk. When it has left the list (it was just examined), the next is the
 * first that the list still holds. */
export const voisinsDuBureau = async (base: Lecteur, r: RechercheBureau, c: Contexte, id: string): Promise<Voisins> => {
  const { sens, type } = TRIS[r.tri ?? 'attente']
  const [ou, col] = [filtres(r, c), colonne(r, c)]
  const premier = async (ordre: 'asc' | 'desc', position: RawBuilder<unknown>) =>
    (
      await sql<Voisin>`
        select d.id, o.nom as organisme from dossier d join organisme o on o.siren = d.organisme
        where ${ou} ${position} order by ${col} ${sql.raw(ordre)}, d.id ${sql.raw(ordre)} limit 1`.execute(base)
    ).rows[0]
  const { rows } = await sql<{ cle: string }>`
    select ${col}::text as cle from dossier d join organisme o on o.siren = d.organisme where ${ou} and d.id = ${id}::uuid`.execute(
    base,
  )
  const [ici] = rows
  if (!ici) return { precedent: undefined, suivant: await premier(sens, sql``) }
  const dela = (signe: '<' | '>') =>
    sql`and (${col}, d.id) ${sql.raw(signe)} (${ici.cle}::${sql.raw(type)}, ${id}::uuid)`
  const [precedent, suivant] = await Promise.all(
    sens === 'asc'
      ? [premier('desc', dela('<')), premier('asc', dela('>'))]
      : [premier('asc', dela('>')), premier('desc', dela('<'))],
  )
  return { precedent, suivant }
}
