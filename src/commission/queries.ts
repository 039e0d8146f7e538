import { sql } from 'kysely'
import type { ProjetDuClassement } from '../registre/classement.ts'
import type { Lecteur } from '../registre/lire.ts'

export type Deport = { dossier: string; par: string; motif: string; personne: string }

/** Who stands aside, dossier by dossier, among those of a call. */
export const lireDeports = async (base: Lecteur, slug: string): Promise<Deport[]> => {
  const { rows } = await sql<Deport>`
    select r.dossier_id as dossier, r.par, r.motif, r.personne_id as personne from deport r join dossier d on d.id = r.dossier_id
    where d.appel = ${slug}
    order by r.par, d.numero`.execute(base)
  return rows
}

/** Dossiers of a published session whose letters are still to be written: the job goes one by one. */
export const lireLettresARediger = async (base: Lecteur, seance: string): Promise<number> => {
  const { rows } = await sql<{ reste: number }>`
    select count(*)::int as reste from seance_dossier x join seance s on s.id = x.seance_id
    where x.seance_id = ${seance} and s.etat = 'publiee' and s.genre = 'technique' and x.lettre_le is null`.execute(
    base,
  )
  return rows[0]?.reste ?? 0
}

/** The school projects that this person has already scored, as « dossier:UAI ». */
export const lireMesNotes = async (base: Lecteur, slug: string, personne: string | null): Promise<Set<string>> => {
  const { rows } = await sql<{ cle: string }>`
    select n.dossier_id || ':' || n.ecole as cle from note n join dossier d on d.id = n.dossier_id
    where d.appel = ${slug} and n.personne_id = ${personne}::uuid`.execute(base)
  return new Set(rows.map((r) => r.cle))
}

/** The exact scores of one school project, whoever reads. */
export const lireExacts = async (base: Lecteur, dossier: string, uai: string): Promise<string[]> => {
  const { rows } = await sql<{ exact: string }>`
    select contenu->>'exact' as exact from note where dossier_id = ${dossier} and ecole = ${uai}`.execute(base)
  return rows.map((r) => r.exact)
}

/** Ids of the projects that this person may still score: a reading is awaited, not theirs yet, and no recusal. */
export const aNoterPar = (
  projets: readonly Pick<ProjetDuClassement, 'id' | 'dossier' | 'complete'>[],
  miennes: ReadonlySet<string>,
  deports: readonly Deport[],
  personne: string | null,
): Set<string> => {
  const deporte = new Set(deports.filter((d) => d.personne === personne).map((d) => d.dossier))
  return new Set(projets.filter((p) => !p.complete && !miennes.has(p.id) && !deporte.has(p.dossier)).map((p) => p.id))
}

export type Membre = { nom: string; courriel: string; role: string }

/** Who sits in the commission of a call today, by name. */
export const lireMembres = async (base: Lecteur, slug: string, le: Date): Promise<Membre[]> => {
  const { rows } = await sql<Membre>`
    select p.nom, p.courriel, max(h.role) as role from habilitation h join personne p on p.id = h.personne_id
    where h.role in ('membre_commission', 'president_commission') and h.portee = ${slug} and h.depuis <= ${le} and (h.jusqua is null or h.jusqua > ${le})
    group by p.id, p.nom, p.courriel order by p.nom, p.courriel`.execute(base)
  return rows
}

export type LettresPrevues = {
  retenus: number
  attente: number
  nonRetenus: number
  retires: number
  sansDecision: number
  ecoles: number
  sansAdresse: string[]
}

/** What the publication of a session makes leave: one letter per dossier and one per school decided in it (`ecrireResultats`). */
export const lireLettresPrevues = async (base: Lecteur, seance: string, le: Date): Promise<LettresPrevues> => {
  const { rows } = await sql<LettresPrevues>`
    with decides as (
      select d.id, d.numero, d.etat in ('desiste', 'classe_sans_suite') as retire,
        count(*) filter (where p.decision is not null and p.seance_id = ${seance}) as ici,
        bool_or(p.decision = 'retenu') as retenu, bool_or(p.decision = 'liste_attente') as attente,
        exists (select 1 from habilitation h where h.role = 'signataire' and h.portee = d.organisme and (h.jusqua is null or h.jusqua > ${le}))
          or o.contact_courriel is not null
          or exists (select 1 from reponse r where r.dossier_id = d.id and r.ecole = '' and r.section = 'commune' and r.valeurs->>'contact_courriel' like '%@%') as joignable
      from seance_dossier x join dossier d on d.id = x.dossier_id join organisme o on o.siren = d.organisme
        left join projet_ecole p on p.dossier_id = d.id and p.etat <> 'retire'
      where x.seance_id = ${seance} group by d.id, o.contact_courriel)
    select count(*) filter (where not retire and ici > 0 and retenu)::int as retenus,
      count(*) filter (where not retire and ici > 0 and not retenu and attente)::int as attente,
      count(*) filter (where not retire and ici > 0 and not retenu and not attente)::int as "nonRetenus",
      count(*) filter (where retire)::int as retires, count(*) filter (where not retire and ici = 0)::int as "sansDecision",
      coalesce(sum(ici) filter (where not retire), 0)::int as ecoles,
      coalesce(array_agg(numero order by numero) filter (where not retire and ici > 0 and not joignable), '{}') as "sansAdresse"
    from decides`.execute(base)
  const lue = rows[0]
  if (!lue) throw new Error('An aggregate answers one row')
  return lue
}

export type DossierAInscrire = { id: string; numero: string; organisme: string }

/** Dossiers that a session of the technical commission may still take, in the order of the ranking. */
export const dossiersAInscrire = (
  classement: { projets: readonly ProjetDuClassement[] },
  inscrits: ReadonlySet<string>,
): DossierAInscrire[] => {
  const vus = new Map<string, DossierAInscrire>()
  for (const p of classement.projets)
    if (p.etat === 'conforme' && p.decision === null && !inscrits.has(p.dossier) && !vus.has(p.dossier))
      vus.set(p.dossier, { id: p.dossier, numero: p.numero, organisme: p.organisme })
  return [...vus.values()]
}
