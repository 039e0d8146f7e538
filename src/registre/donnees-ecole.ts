import { sql } from 'kysely'
import type { DonneeOfficielle } from '../domaine/acte.ts'
import type { SourceCritere } from '../domaine/appel/schema-instruction.ts'
import type { Lecteur } from './lire.ts'

export type DonneesEcole = Partial<Record<SourceCritere, DonneeOfficielle>>

/** What official files say of a school, for computed criteria: each datum with its file and date. What no file says is absent. */
export const lireDonneesEcole = async (base: Lecteur, uai: string, dossier?: string): Promise<DonneesEcole> => {
  const { rows } = await sql<{
    education_prioritaire: string | null
    ulis: boolean
    maj: string
    population: number | null
    ent: boolean | null
    connues: number
    deja: string | null
    donnees: { cle: 'ips' | 'ips_ecart' | 'ruralite'; valeur: string; source: string; date: string | null }[]
  }>`
    select e.education_prioritaire, e.ulis, e.maj_le::date::text as maj, c.population,
      (select (r.valeurs->>'ent_existant')::boolean from reponse r
        where r.dossier_id = ${dossier ?? null}::uuid and r.ecole = e.uai and r.section = 'presentation' and jsonb_typeof(r.valeurs->'ent_existant') = 'boolean') as ent,
      (select count(*) from (select 1 from beneficiaire limit 1) b)::int as connues,
      (select min(vague) from beneficiaire b where b.uai = e.uai) as deja,
      (select coalesce(jsonb_agg(jsonb_build_object('cle', d.cle, 'valeur', d.valeur, 'source', d.source, 'date', d.date)), '[]') from (
        select cle, valeur::text, source, date from donnee_ecole where uai = e.uai
        union all select cle, valeur, source, date from donnee_commune where insee = e.commune) d) as donnees
    from ecole e join commune c on c.insee = e.commune where e.uai = ${uai}`.execute(base)
  const l = rows[0]
  if (!l) return {}
  const annuaire = { source: 'Annuaire de l’éducation', date: l.maj }
  const importees = l.donnees.map((d) => [
    d.cle,
    { donnee: d.cle === 'ruralite' ? d.valeur : Number(d.valeur), source: d.source, date: d.date },
  ])
  return {
    education_prioritaire: { donnee: l.education_prioritaire ?? 'non', ...annuaire },
    ulis: { donnee: l.ulis, ...annuaire },
    ...(l.population === null
      ? {}
      : { population: { donnee: l.population, source: 'Population municipale (INSEE)', date: null } }),
    ...(l.connues === 0
      ? {}
      : {
          premiere_fois: {
            donnee: l.deja === null,
            source: l.deja ? `Bénéficiaires importés (${l.deja})` : 'Bénéficiaires importés',
            date: null,
          },
        }),
    ...(l.ent === null ? {} : { sans_ent: { donnee: !l.ent, source: 'Déclaré dans le dossier', date: null } }),
    ...Object.fromEntries(importees),
  }
}
