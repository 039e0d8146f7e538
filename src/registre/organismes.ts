import { sql } from 'kysely'
import type { Organisme } from '../domaine/faits.ts'
import type { Lecteur } from './lire.ts'

/** An organisation by SIREN: one already known, else a commune or an EPCI of the directory, else one that somebody proposed and that
 * waits for an agent at this instant. `departements`: every département in which it has a commune (an EPCI may lie over two). */
export const lireOrganisme = async (
  base: Lecteur,
  siren: string,
  le: Date,
): Promise<(Organisme & { departements: string[] }) | undefined> => {
  const { rows } = await sql<Organisme & { departements: string[] }>`
    with trouve as (
      select siren, nom, type, insee, departement, type_liaison, population, contact_courriel from organisme where siren = ${siren}
      union all select siren, nom, 'commune', insee, departement, type_liaison, population, null from commune where siren = ${siren} and actuelle
      union all select siren, nom, 'epci', null, null, null, population, null from epci where siren = ${siren} and actuel
      union all (select organisme, contenu -> 'organisme' ->> 'nom', contenu -> 'organisme' ->> 'type', null, contenu -> 'organisme' ->> 'departement', null, null, null
        from rattachement where organisme = ${siren} and etat = 'demande' and (expire_le is null or expire_le > ${le}) and contenu ? 'organisme' order by cree_le limit 1)
      limit 1)
    select t.*, array(select distinct c.departement from commune c where c.epci = t.siren or c.siren = t.siren order by 1) as departements
    from trouve t`.execute(base)
  const o = rows[0]
  return o ? { ...o, departement: o.departement ?? o.departements[0] ?? null } : undefined
}

/** Keeps the organisation among those that hold dossiers; nothing when it is there. */
export const inscrireOrganisme = async (tx: Lecteur, o: Organisme, maintenant: Date): Promise<void> => {
  await sql`
    insert into organisme (siren, nom, type, insee, departement, type_liaison, population, contact_courriel, cree_le)
    values (${o.siren}, ${o.nom}, ${o.type}, ${o.insee}, ${o.departement}, ${o.type_liaison}, ${o.population}, ${o.contact_courriel}, ${maintenant})
    on conflict (siren) do nothing`.execute(tx)
}
