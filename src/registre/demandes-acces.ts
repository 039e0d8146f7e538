import { sql } from 'kysely'
import type { Acteur } from '../domaine/faits.ts'
import type { Role } from '../domaine/roles.ts'
import { listerAppels } from './appels.ts'
import type { Lecteur } from './lire.ts'
import type { OrganismePropose } from './rattachement.ts'

export type DemandeEnAttente = {
  id: string
  organisme: string
  /** Of the organisation or school that is asked. */
  version: number
  role: Role
  nom: string
  courriel: string
  cree_le: Date
  proconnect: boolean
  /** The organisation that would be created by accepting. */
  propose: OrganismePropose | null
}

/** Requests that agents may answer: nobody is in charge there, and the territory is one of these calls'. */
export const demandesPourAgents = async (base: Lecteur, appels: string[], le: Date): Promise<DemandeEnAttente[]> =>
  (
    await sql<DemandeEnAttente>`
      with territoire as (
        select d from appel a join appel_version v on v.appel = a.slug and v.numero = a.version_courante,
          jsonb_array_elements_text(v.contenu->'territoire'->'departements') d where a.slug = any(${appels})),
      ou as (
        select r.*, coalesce(
          (select array[c.departement] from commune c where c.siren = r.organisme and c.actuelle),
          (select array_agg(distinct c.departement) from commune c where c.epci = r.organisme),
          (select array[c.departement] from ecole e join commune c on c.insee = e.commune where e.uai = r.organisme),
          (select array[r.contenu -> 'organisme' ->> 'departement'] where r.contenu ? 'organisme'),
          (select array[o.departement] from organisme o where o.siren = r.organisme and o.departement is not null)) as departements
        from rattachement r where r.etat = 'demande' and (r.expire_le is null or r.expire_le > ${le}))
      select ou.id, ou.organisme, ou.role,
        coalesce((select k.rang from chaine k where k.nom in ('organisme:' || ou.organisme, 'ecole:' || ou.organisme)), 0) + 1 as version, p.nom, p.courriel, ou.cree_le, ou.contenu -> 'organisme' as propose,
        exists (select 1 from identite i where i.personne_id = p.id and left(i.siret, 9) = ou.organisme) as proconnect
      from ou join personne p on p.id = ou.personne_id
      where (ou.departements is null or ou.departements && array(select d from territoire))
        and not exists (select 1 from habilitation h where h.portee = ou.organisme and h.role = 'gestionnaire_organisme'
          and h.depuis <= ${le} and (h.jusqua is null or h.jusqua > ${le}))
      order by ou.cree_le limit 200`.execute(base)
  ).rows

/** The calls for which this person answers requests; an administrator of the platform answers for all. Empty: not an agent. */
export const appelsDesDemandes = async (base: Lecteur, acteur: Acteur): Promise<string[]> => {
  if (acteur.habilitations.some((h) => h.role === 'administrateur'))
    return (await listerAppels(base)).map((a) => a.slug)
  return acteur.habilitations.filter((h) => REPONDENT.includes(h.role)).map((h) => h.portee)
}

const REPONDENT: readonly Role[] = ['instructeur', 'administrateur_appel']
