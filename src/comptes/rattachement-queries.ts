import { sql } from 'kysely'
import { estRole, type Role } from '../domaine/roles.ts'
import type { Lecteur } from '../registre/lire.ts'
import { chercherEcoles } from '../socle/annuaires/chercher.ts'
import { chercherOrganismes } from '../socle/annuaires/organismes.ts'
import { contient } from '../socle/annuaires/recherche.ts'

export type Trouve = { type: 'organisme' | 'ecole'; code: string; nom: string; precision: string }
export type MaDemande = {
  id: string
  organisme: string
  role: Role
  voie: 'gestionnaire' | 'code' | 'agent' | 'proconnect'
  etat: 'demande' | 'accepte' | 'refuse'
  cree_le: Date
  expire_le: Date | null
  tentatives: number
}

const AU_PLUS = 15

/** Communes, EPCI, other applicants already known, and schools whose name holds every word; or by SIREN and UAI. */
export const chercherOuRejoindre = async (base: Lecteur, q: string): Promise<Trouve[]> => {
  if (q.length < 2) return []
  const organismes = await chercherOrganismes(base, q, AU_PLUS)
  const ecoles = await chercherEcoles(base, { q, limite: AU_PLUS })
  const autres = await sql<{ siren: string; nom: string; type: string }>`
    select siren, nom, type from organisme where type in ('syndicat', 'ogec') and (siren = ${q} or ${contient('nom', q)})
    order by nom limit ${AU_PLUS}`.execute(base)
  return [
    ...organismes.map((o) => ({
      type: 'organisme' as const,
      code: o.siren,
      nom: o.nom,
      precision: o.type === 'commune' ? `Commune, département ${o.departement}` : 'Intercommunalité',
    })),
    ...autres.rows.map((o) => ({
      type: 'organisme' as const,
      code: o.siren,
      nom: o.nom,
      precision: o.type === 'ogec' ? 'Organisme de gestion d’école privée' : 'Syndicat',
    })),
    ...ecoles.elements.map((e) => ({
      type: 'ecole' as const,
      code: e.uai,
      nom: e.nom,
      precision: `École, ${e.commune.nom} (${e.uai})`,
    })),
  ]
}

/** One's own requests, the last first. */
export const mesDemandes = async (base: Lecteur, personne: string): Promise<MaDemande[]> =>
  (
    await sql<MaDemande>`
      select id, organisme, role, voie, etat, cree_le, expire_le, tentatives from rattachement
      where personne_id = ${personne} order by cree_le desc, id desc limit 20`.execute(base)
  ).rows.filter((d) => estRole(d.role))

/** SIREN that ProConnect said of this person and that bear no right yet: only proposed. */
export const propositions = async (base: Lecteur, personne: string, le: Date): Promise<Trouve[]> => {
  const { rows } = await sql<{ siren: string; nom: string }>`
    select distinct x.siren, x.nom from identite i join (
        select siren, nom from organisme union select siren, nom from commune where actuelle and siren is not null union select siren, nom from epci where actuel
      ) x on x.siren = left(i.siret, 9)
    where i.personne_id = ${personne} and not exists (
      select 1 from habilitation h where h.personne_id = ${personne} and h.portee = x.siren and (h.jusqua is null or h.jusqua > ${le}))`.execute(
    base,
  )
  return rows.map((r) => ({ type: 'organisme', code: r.siren, nom: r.nom, precision: 'Indiqué par ProConnect' }))
}

export type DemandeEnAttente = {
  id: string
  organisme: string
  role: Role
  nom: string
  courriel: string
  cree_le: Date
  proconnect: boolean
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
          (select array[o.departement] from organisme o where o.siren = r.organisme and o.departement is not null)) as departements
        from rattachement r where r.etat = 'demande' and (r.expire_le is null or r.expire_le > ${le}))
      select ou.id, ou.organisme, ou.role, p.nom, p.courriel, ou.cree_le,
        exists (select 1 from identite i where i.personne_id = p.id and left(i.siret, 9) = ou.organisme) as proconnect
      from ou join personne p on p.id = ou.personne_id
      where (ou.departements is null or ou.departements && array(select d from territoire))
        and not exists (select 1 from habilitation h where h.portee = ou.organisme and h.role = 'gestionnaire_organisme'
          and h.depuis <= ${le} and (h.jusqua is null or h.jusqua > ${le}))
      order by ou.cree_le limit 200`.execute(base)
  ).rows
