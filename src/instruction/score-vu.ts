import { sql } from 'kysely'

/** The dossier's score as this person may read it: in a blind call, a member reads it once they have scored all its schools. */
export const scoreVu = (c: { personne: string | null; aveugle?: boolean }) =>
  c.aveugle
    ? sql`(case when d.etat = 'conforme' and exists (select 1 from projet_ecole b where b.dossier_id = d.id and b.etat <> 'retire'
        and not coalesce((b.contenu->'interne'->'notation'->>'complete')::boolean, false)
        and not exists (select 1 from note x where x.dossier_id = d.id and x.ecole = b.uai and x.personne_id = ${c.personne}::uuid)) then null else d.score end)`
    : sql`d.score`
