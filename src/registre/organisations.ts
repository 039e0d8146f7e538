import { sql } from 'kysely'
import type { FaitsOrganisation, Titulaire } from '../domaine/acte.ts'
import type { Acteur } from '../domaine/faits.ts'
import { ROLES, type Role } from '../domaine/roles.ts'
import type { Lecteur } from './lire.ts'
import { lireOrganisme } from './organismes.ts'

export type Cible = { type: 'organisme' | 'ecole'; code: string }

/** An organisation or a school with its people and the requests that wait there; undefined when it does not exist. */
export const lireOrganisation = async (
  base: Lecteur,
  cible: Cible,
  maintenant: Date,
): Promise<FaitsOrganisation | undefined> => {
  if (!(cible.type === 'organisme' ? /^\d{9}$/ : /^\d{7}[A-Z]$/).test(cible.code)) return undefined
  const identite =
    cible.type === 'organisme' ? await deOrganisme(base, cible.code, maintenant) : await deEcole(base, cible.code)
  if (!identite) return undefined
  const titulaires = await sql<Titulaire>`
    select h.id, p.id as personne, p.nom, p.courriel, h.role, h.depuis, h.jusqua from habilitation h join personne p on p.id = h.personne_id
    where h.portee = ${cible.code} and (h.jusqua is null or h.jusqua > ${maintenant}) order by h.role, p.nom, h.depuis`.execute(
    base,
  )
  const demandes = await sql<FaitsOrganisation['demandes'][number]>`
    select r.id, p.id as personne, p.nom, p.courriel, r.role, r.voie from rattachement r join personne p on p.id = r.personne_id
    where r.organisme = ${cible.code} and r.etat = 'demande' and (r.expire_le is null or r.expire_le > ${maintenant}) order by r.cree_le`.execute(
    base,
  )
  const actes = await sql<{
    rang: number
  }>`select rang from chaine where nom = ${`${cible.type}:${cible.code}`}`.execute(base)
  const version = (actes.rows[0]?.rang ?? 0) + 1
  return { ...identite, version, titulaires: titulaires.rows, demandes: demandes.rows, personnes: {} }
}

type Identite = Omit<FaitsOrganisation, 'version' | 'titulaires' | 'demandes' | 'personnes'>

const deOrganisme = async (base: Lecteur, siren: string, le: Date): Promise<Identite | undefined> => {
  const o = await lireOrganisme(base, siren, le)
  return (
    o && {
      type: 'organisme',
      code: siren,
      nom: o.nom,
      courriel: o.contact_courriel?.toLowerCase() ?? null,
      departements: o.departements.length > 0 ? o.departements : o.departement ? [o.departement] : [],
      collectivites: [],
    }
  )
}

const deEcole = async (base: Lecteur, uai: string): Promise<Identite | undefined> => {
  const { rows } = await sql<{
    nom: string
    courriel: string | null
    departement: string
    siren: string | null
    epci: string | null
  }>`
    select e.nom, lower(e.courriel) as courriel, c.departement, c.siren, c.epci from ecole e join commune c on c.insee = e.commune
    where e.uai = ${uai} and e.etat <> 'ferme'`.execute(base)
  const e = rows[0]
  return (
    e && {
      type: 'ecole',
      code: uai,
      nom: e.nom,
      courriel: e.courriel,
      departements: [e.departement],
      collectivites: [e.siren, e.epci].filter((x) => x !== null),
    }
  )
}

/** The first of these roles that the person holds there: on the organisation itself, on the school's commune or EPCI, on a call of
 * its territory, or on the platform. */
export const qualiteSurOrganisation = async (
  base: Lecteur,
  acteur: Acteur,
  f: FaitsOrganisation,
  roles: readonly Role[],
): Promise<Role | undefined> => {
  const appels = await appelsDuTerritoire(base, f.departements)
  const convient = (role: Role, portee: string): boolean => {
    const type = ROLES[role].portee
    if (type === 'plateforme') return portee === 'plateforme'
    if (type === 'appel') return appels.includes(portee)
    if (type === 'organisme' && f.type === 'ecole') return f.collectivites.includes(portee)
    return type === f.type && portee === f.code
  }
  return roles.find((role) => acteur.habilitations.some((h) => h.role === role && convient(role, h.portee)))
}

/** Calls whose territory holds one of these départements; an organisation whose département is unknown belongs to all. */
export const appelsDuTerritoire = async (base: Lecteur, departements: string[]): Promise<string[]> => {
  const { rows } = await sql<{ slug: string }>`
    select a.slug from appel a join appel_version v on v.appel = a.slug and v.numero = a.version_courante
    where ${departements.length === 0} or exists (
      select 1 from jsonb_array_elements_text(v.contenu->'territoire'->'departements') d where d = any(${departements}))`.execute(
    base,
  )
  return rows.map((r) => r.slug)
}
