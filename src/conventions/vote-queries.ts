import { sql } from 'kysely'
import type { Acteur } from '../domaine/faits.ts'
import type { Lecteur } from '../registre/lire.ts'

export type LigneVote = {
  id: string
  numero: string
  version: number
  organisme: string
  ecoles: string[]
  depense: number
  calcule: number
  propose: number
  vote: string | null
  date: string | null
  montant: number | null
  seance: string | null
  devis_a_examiner: number
  devis_conformes: number
}

/** Kept dossiers of a call, published, with their place on the agenda. */
export const lireVotes = async (base: Lecteur, slug: string): Promise<LigneVote[]> =>
  (
    await sql<LigneVote>`
      select d.id, d.numero, d.version, o.nom as organisme, d.montant_calcule as calcule, d.montant_propose as propose,
        array(select e.nom from projet_ecole p join ecole e on e.uai = p.uai where p.dossier_id = d.id and p.decision = 'retenu' and p.etat <> 'retire' order by e.nom) as ecoles,
        coalesce((v.contenu->>'depenseRetenue')::bigint, 0) as depense, v.id as vote, v.date::text as date, v.montant, v.seance_id as seance,
        (select count(*) from devis x where x.dossier_id = d.id and x.etat = 'envoye') as devis_a_examiner,
        (select count(*) from devis x where x.dossier_id = d.id and x.etat = 'conforme') as devis_conformes
      from dossier d join organisme o on o.siren = d.organisme
        left join lateral (select * from vote where dossier_id = d.id and etat = 'inscrit' order by cree_le desc limit 1) v on true
      where d.appel = ${slug} and d.etat = 'retenu'
        and not exists (select 1 from projet_ecole p left join seance s on s.id = p.seance_id where p.dossier_id = d.id and p.decision is not null and coalesce(s.etat, '') <> 'publiee')
      order by v.date nulls last, d.numero limit 5000`.execute(base)
  ).rows

export const lireSeancesPermanentes = async (base: Lecteur, slug: string): Promise<{ id: string; date: string }[]> =>
  (
    await sql<{ id: string; date: string }>`
      select id, date::text as date from seance where appel = ${slug} and genre = 'permanente' and etat in ('preparee', 'ouverte') order by date`.execute(
      base,
    )
  ).rows

/** Does this person hold one of these roles on this call? */
export const tient = (acteur: Acteur, slug: string, ...roles: string[]): boolean =>
  acteur.habilitations.some((h) => h.portee === slug && roles.includes(h.role))

/** May this person read the call's desk? Everybody who works on the call, partners of the pillars excepted. */
export const lecteurDe = (acteur: Acteur, slug: string): boolean =>
  acteur.habilitations.some(
    (h) =>
      (h.portee === slug && h.role !== 'partenaire_formation' && h.role !== 'partenaire_parentalite') ||
      (h.portee === 'plateforme' && h.role === 'administrateur'),
  )
