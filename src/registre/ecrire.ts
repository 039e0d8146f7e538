import { sql } from 'kysely'
import type { Changement, Table, Valeurs } from '../domaine/acte.ts'
import { canonique, sha256 } from './journal.ts'
import type { Lecteur } from './lire.ts'

/** Columns that hold JSON documents; `contenu` is merged on update, the others are replaced. */
const JSONB = new Set(['contenu', 'lignes', 'par_volet'])
const SANS_DOSSIER = new Set<Table>(['dossier', 'seance', 'seance_dossier', 'organisme', 'habilitation'])

/** Writes one change of an act. Only the door calls it; table and column names come from the rulebook, never from a request. */
export const ecrire = async (tx: Lecteur, c: Changement, dossier: string | null): Promise<void> => {
  const lien: Valeurs =
    dossier === null
      ? {}
      : c.dans === 'dossier'
        ? { id: dossier }
        : SANS_DOSSIER.has(c.dans)
          ? {}
          : { dossier_id: dossier }
  if ('creer' in c) {
    const valeurs = {
      ...lien,
      ...c.creer,
      ...(c.dans === 'depot' ? { empreinte: sha256(canonique(c.creer.contenu)) } : {}),
    }
    await sql`insert into ${sql.table(c.dans)} (${sql.join(Object.keys(valeurs).map((k) => sql.ref(k)))})
      values (${sql.join(Object.entries(valeurs).map(([k, v]) => valeur(k, v)))})`.execute(tx)
    return
  }
  const ou = sql.join(
    Object.entries({ ...c.ou, ...lien }).map(([k, v]) =>
      Array.isArray(v) ? sql`${sql.ref(k)} = any(${v})` : sql`${sql.ref(k)} = ${v}`,
    ),
    sql` and `,
  )
  if ('supprimer' in c) {
    await sql`delete from ${sql.table(c.dans)} where ${ou}`.execute(tx)
    return
  }
  const mettre = Object.entries(c.mettre).map(([k, v]) =>
    k === 'contenu' ? sql`contenu = contenu || ${JSON.stringify(v)}::jsonb` : sql`${sql.ref(k)} = ${valeur(k, v)}`,
  )
  await sql`update ${sql.table(c.dans)} set ${sql.join(mettre)} where ${ou}`.execute(tx)
}

const valeur = (colonne: string, v: unknown) => (JSONB.has(colonne) ? sql`${JSON.stringify(v)}::jsonb` : sql`${v}`)
