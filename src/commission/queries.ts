import { sql } from 'kysely'
import type { Lecteur } from '../registre/lire.ts'

export type Deport = { dossier: string; par: string; motif: string; personne: string }

/** Who stands aside, dossier by dossier, among those of a call. */
export const lireDeports = async (base: Lecteur, slug: string): Promise<Deport[]> => {
  const { rows } = await sql<Deport>`
    select r.dossier_id as dossier, r.par, r.motif, r.personne_id as personne from deport r join dossier d on d.id = r.dossier_id
    where d.appel = ${slug}
    order by r.par, d.numero`.execute(base)
  return rows
}

/** The school projects that this person has already scored, as « dossier:UAI ». */
export const lireMesNotes = async (base: Lecteur, slug: string, personne: string | null): Promise<Set<string>> => {
  const { rows } = await sql<{ cle: string }>`
    select n.dossier_id || ':' || n.ecole as cle from note n join dossier d on d.id = n.dossier_id
    where d.appel = ${slug} and n.personne_id = ${personne}::uuid`.execute(base)
  return new Set(rows.map((r) => r.cle))
}
