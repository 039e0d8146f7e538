import { type SqlBool, sql } from 'kysely'
import type { EcoleAJuger } from '../domaine/eligibilite.ts'
import type { Lecteur } from '../registre/lire.ts'
import { contient, pourRecherche } from '../socle/annuaires/recherche.ts'

export type CommuneTrouvee = {
  insee: string
  nom: string
  departement: string
  codesPostaux: string[]
  typeLiaison: number | null
  epci: string | null
}
export type EcoleTrouvee = EcoleAJuger & { uai: string; nom: string; insee: string; dejaInscrite: boolean }
export type Trouvees<T> = { elements: T[]; total: number }

/** One page of the communes of today that answer to `q`: those of the call's territory first, then by name. */
export const communesTrouvees = async (
  base: Lecteur,
  o: { q: string; departements: readonly string[]; limite: number; page: number },
): Promise<Trouvees<CommuneTrouvee>> => {
  const { rows } = await sql<CommuneTrouvee & { total: number }>`
    select c.insee, c.nom, c.departement, c.codes_postaux as "codesPostaux", c.type_liaison as "typeLiaison", e.nom as epci,
      count(*) over ()::int as total
    from commune c left join epci e on e.siren = c.epci
    where c.actuelle and ${contient('c.recherche', o.q)}
    order by (c.departement = any (${[...o.departements]})) desc, (c.recherche like ${`${pourRecherche(o.q)}%`}) desc, c.recherche, c.insee
    limit ${o.limite} offset ${(o.page - 1) * o.limite}`.execute(base)
  return trouvees(rows)
}

/** One commune by its INSEE code. */
export const communeParCode = async (base: Lecteur, insee: string): Promise<CommuneTrouvee | undefined> => {
  const { rows } = await sql<CommuneTrouvee>`
    select c.insee, c.nom, c.departement, c.codes_postaux as "codesPostaux", c.type_liaison as "typeLiaison", e.nom as epci
    from commune c left join epci e on e.siren = c.epci where c.insee = ${insee} and c.actuelle`.execute(base)
  return rows[0]
}

/** One page of the schools that answer; closed ones only when asked by their UAI. */
export const ecolesTrouvees = async (
  base: Lecteur,
  o: { appel: string; departements: readonly string[]; limite: number; page: number } & (
    | { q: string }
    | { uai: string }
    | { commune: string }
  ),
): Promise<Trouvees<EcoleTrouvee>> => {
  const critere =
    'q' in o
      ? sql<SqlBool>`e.etat <> 'ferme' and ${contient('e.recherche', o.q)}`
      : 'uai' in o
        ? sql<SqlBool>`e.uai = ${o.uai}`
        : sql<SqlBool>`e.etat <> 'ferme' and e.commune = ${o.commune}`
  const { rows } = await sql<EcoleTrouvee & { total: number }>`
    select e.uai, e.nom, e.type, e.secteur, e.contrat, e.etat, c.departement, c.insee, c.nom as commune,
      exists (select 1 from projet_ecole p where p.appel = ${o.appel} and p.uai = e.uai and p.vivant) as "dejaInscrite",
      count(*) over ()::int as total
    from ecole e join commune c on c.insee = e.commune
    where ${critere}
    order by (c.departement = any (${[...o.departements]})) desc, c.recherche, e.recherche, e.uai
    limit ${o.limite} offset ${(o.page - 1) * o.limite}`.execute(base)
  return trouvees(rows)
}

const trouvees = <T extends { total: number }>(rows: T[]): Trouvees<T> => ({
  elements: rows,
  total: rows[0]?.total ?? 0,
})
