import { sql } from 'kysely'
import { creerPersonne } from './comptes.ts'
import type { Lecteur } from './lire.ts'

/** Who ProConnect says somebody is. `sub` is unique within one identity provider only. */
export type Identite = { idp: string; sub: string; siret: string | null }

/** The person already bound to this identity, if any; its organisation and last visit are kept up to date. */
export const personneDeIdentite = async (tx: Lecteur, i: Identite, le: Date): Promise<string | undefined> => {
  const { rows } = await sql<{ personne_id: string }>`
    update identite set vue_le = ${le}, siret = ${i.siret} where idp_id = ${i.idp} and sub = ${i.sub} returning personne_id`.execute(
    tx,
  )
  return rows[0]?.personne_id
}

/** Binds an identity to a person; one that is bound stays where it is. */
export const lierIdentite = async (tx: Lecteur, i: Identite, personne: string, le: Date): Promise<void> => {
  await sql`
    insert into identite (idp_id, sub, personne_id, siret, cree_le, vue_le)
    values (${i.idp}, ${i.sub}, ${personne}, ${i.siret}, ${le}, ${le}) on conflict (idp_id, sub) do nothing`.execute(tx)
}

/** A new person for an identity whose address nobody has; undefined when somebody has it: the address alone proves nothing. */
export const personneNouvelle = async (
  tx: Lecteur,
  i: Identite,
  p: { courriel: string; nom: string },
  le: Date,
): Promise<string | undefined> => {
  const { rows } = await sql`select 1 from personne where courriel = ${p.courriel}`.execute(tx)
  if (rows.length > 0) return undefined
  const id = await creerPersonne(tx, p.courriel, p.nom, le)
  await lierIdentite(tx, i, id, le)
  return id
}
