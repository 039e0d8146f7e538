import { sql } from 'kysely'
import { ecolesVivantes, type Faits } from '../domaine/faits.ts'
import type { Role } from '../domaine/roles.ts'
import type { Lecteur } from '../registre/lire.ts'

export type Personne = { nom: string; courriel: string; role: Role; portee: string }

/** The holders of a role on the applicant, its schools and their districts, at this instant. */
export const lireEntourage = async (base: Lecteur, f: Faits, maintenant: Date): Promise<Personne[]> => {
  const ecoles = ecolesVivantes(f)
  const portees = [
    f.dossier.organisme,
    ...ecoles.map((e) => e.uai),
    ...new Set(ecoles.flatMap((e) => (e.circonscription ? [e.circonscription] : []))),
  ]
  const { rows } = await sql<Personne>`
    select distinct p.nom, p.courriel, h.role, h.portee from habilitation h join personne p on p.id = h.personne_id
    where h.portee = any(${portees}) and h.role in ('redacteur', 'signataire', 'directeur', 'erun', 'ien')
      and h.depuis <= ${maintenant} and (h.jusqua is null or h.jusqua > ${maintenant}) and p.anonymisee_le is null
    order by p.nom`.execute(base)
  return rows
}

/** Those who accepted an invitation to this dossier: they take part in it, though they hold no role on the organisation. */
export const lireInvites = async (base: Lecteur, f: Faits): Promise<Personne[]> => {
  const { rows } = await sql<Personne>`
    select distinct p.nom, p.courriel, i.role, coalesce(i.uai, ${f.dossier.organisme}) as portee
    from invitation i join personne p on p.id = i.personne_id
    where i.dossier_id = ${f.dossier.id} and i.etat = 'acceptee' and p.anonymisee_le is null order by p.nom`.execute(
    base,
  )
  return rows
}

export type DocumentDuDossier = {
  id: string
  genre: string
  nom: string
  le: Date
  etat: string
  octets: number | null
}

/** The documents that the house made for this dossier; a school sees its receipts only. */
export const lireDocuments = async (base: Lecteur, dossier: string, tout: boolean): Promise<DocumentDuDossier[]> =>
  (
    await sql<DocumentDuDossier>`
      select id, genre, nom, cree_le as le, etat, octets from document
      where dossier_id = ${dossier} and visible and (${tout} or genre = 'accuse') order by cree_le, id`.execute(base)
  ).rows
