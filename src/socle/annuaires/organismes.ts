import { type QueryExecutorProvider, sql } from 'kysely'
import { contient, pourRecherche } from './recherche.ts'

/** A commune or an EPCI as an applicant. `type`: the legal kind (`CC`, `CA`… for an EPCI) is in `forme`. */
export type OrganismeOfficiel = {
  siren: string
  nom: string
  type: 'commune' | 'epci'
  forme: string | null
  insee: string | null
  /** The commune's; for an EPCI, that of most of its communes. */
  departement: string
  /** All the départements where it has a commune. */
  departements: string[]
  typeLiaison: number | null
  population: number | null
}

/** Communes and EPCI that can apply, by name, postal code or INSEE code; at most `limite`, beginnings of names first, then the most peopled. */
export async function chercherOrganismes(
  base: QueryExecutorProvider,
  q: string,
  limite = 20,
): Promise<OrganismeOfficiel[]> {
  const { rows } = await sql<OrganismeOfficiel>`${organismes} where ${contient('o.recherche', q)}
    order by (o.recherche like ${`${pourRecherche(q)}%`}) desc, o.population desc nulls last, o.siren limit ${limite}`.execute(
    base,
  )
  return rows
}

const organismes = sql`
  select o.siren, o.nom, o.type, o.forme, o.insee, o.departements[1] as departement, o.departements,
    o.type_liaison as "typeLiaison", o.population
  from (
    select siren, nom, 'commune' as type, null as forme, insee, array[departement] as departements, type_liaison, population, recherche
    from commune where actuelle and siren is not null
    union all
    select e.siren, e.nom, 'epci', e.type, null, array(
        select c.departement from epci_membre m join commune c using (insee) where m.epci = e.siren
        group by c.departement order by count(*) desc, c.departement),
      null, e.population, e.recherche
    from epci e where actuel
  ) o`
