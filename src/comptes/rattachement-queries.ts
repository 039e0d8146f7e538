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
