import { sql } from 'kysely'
import type { Lecteur } from '../registre/lire.ts'

/** Head of the desk: filed dossiers, schools, next session. */
export const lireTete = async (base: Lecteur, slug: string, jour: string) => {
  const { rows } = await sql<{
    dossiers: number
    ecoles: number
    seance: string | null
    conformes: number
    examen: number
  }>`
    select (select count(*)::int from dossier where appel = ${slug} and depose_le is not null) as dossiers,
      (select count(*)::int from projet_ecole p join dossier d on d.id = p.dossier_id where p.appel = ${slug} and p.etat <> 'retire' and d.depose_le is not null) as ecoles,
      (select min(date)::text from seance where appel = ${slug} and genre = 'technique' and etat in ('preparee', 'ouverte') and date >= ${jour}::date) as seance,
      (select coalesce(sum(montant_calcule), 0)::bigint from dossier where appel = ${slug} and etat in ('conforme', 'liste_attente')) as conformes,
      (select coalesce(sum(montant_calcule), 0)::bigint from dossier where appel = ${slug} and etat in ('depose', 'a_completer')) as examen`.execute(
    base,
  )
  return rows[0] ?? { dossiers: 0, ecoles: 0, seance: null, conformes: 0, examen: 0 }
}
