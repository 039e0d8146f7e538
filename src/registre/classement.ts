import { sql } from 'kysely'
import type { Appel } from '../domaine/appel/schema.ts'
import { classer, instantaneClassement, type Projet, type ProjetClasse } from '../domaine/classement.ts'
import type { Etat } from '../domaine/etats.ts'
import type { Acteur, MontantsVolet } from '../domaine/faits.ts'
import { sha256 } from './journal.ts'
import type { Lecteur } from './lire.ts'

/** A school project of the ranking with what pages and scenarios show of it. Cents. */
export type ProjetDuClassement = Projet & {
  dossier: string
  uai: string
  nom: string
  organisme: string
  siren: string
  commune: string
  epci: string | null
  etat: Etat
  decision: 'retenu' | 'liste_attente' | 'non_retenu' | null
  seance: string | null
  publiee: boolean
  scores: string[]
  motif: string | null
  valeur: number | null
  ecart: number | null
  notateurs: number
  /** Every reading that the call asks for was given. */
  complete: boolean
  secondeLecture: boolean
  /** Blind scoring: this reader has not given theirs yet. */
  cachee?: true
  propose: number
  classes: number
  eleves: number
  educationPrioritaire: string | null
  parVolet: MontantsVolet[]
}

export type Classement = {
  projets: ProjetClasse<ProjetDuClassement>[]
  departage: readonly string[]
  /** The inputs as one canonical text, and its SHA-256: the same inputs give the same ranking on any machine. */
  instantane: string
  empreinte: string
}

/** Every school project of a call that the commission may decide or has decided, ranked by the call's explicit rules. */
export const lireClassement = async (base: Lecteur, appel: Pick<Appel, 'slug' | 'grille'>): Promise<Classement> => {
  const { rows } = await sql<ProjetDuClassement>`
    select p.dossier_id || ':' || p.uai as id, d.numero, p.contenu->'interne'->'notation'->>'exact' as score,
      coalesce(p.contenu->'interne'->'notation'->'notes', '{}') as notes, to_char(d.depose_le at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "deposeLe",
      p.montant_calcule as montant, c.population, p.dossier_id as dossier, p.uai, e.nom, o.nom as organisme, o.siren, e.commune, c.epci,
      d.etat, p.decision, p.seance_id as seance, coalesce(s.etat = 'publiee', false) as publiee, p.motif, p.score::float8 as valeur,
      (p.contenu->'interne'->'notation'->>'ecart')::float8 as ecart, coalesce((p.contenu->'interne'->'notation'->>'notateurs')::int, 0) as notateurs,
      coalesce(p.contenu->'interne'->'notation'->'scores', '[]') as scores,
      coalesce((p.contenu->'interne'->'notation'->>'complete')::boolean, p.score is not null) as complete,
      coalesce((p.contenu->'interne'->'notation'->>'secondeLecture')::boolean, false) as "secondeLecture",
      p.montant_propose as propose, p.classes_concernees as classes, p.eleves, e.education_prioritaire as "educationPrioritaire", p.par_volet as "parVolet"
    from projet_ecole p join dossier d on d.id = p.dossier_id join organisme o on o.siren = d.organisme
      join ecole e on e.uai = p.uai join commune c on c.insee = e.commune left join seance s on s.id = p.seance_id
    where p.appel = ${appel.slug} and p.etat <> 'retire' and d.depose_le is not null
      and d.etat not in ('brouillon', 'depose', 'a_completer', 'non_conforme', 'desiste', 'classe_sans_suite')`.execute(
    base,
  )
  const { departage } = appel.grille
  const instantane = instantaneClassement(rows, departage)
  return { projets: classer(rows, departage), departage, instantane, empreinte: sha256(instantane) }
}

/** The ranking as this person may read it. In a call that scores blind, a member does not see the scores of a project that still
 * awaits a reading and that they have not scored: it stands after the ranked ones, without rank. */
export const classementVu = async (
  base: Lecteur,
  appel: Pick<Appel, 'slug' | 'grille' | 'commission'>,
  acteur: Acteur,
  lu: Promise<Classement> | Classement = lireClassement(base, appel),
): Promise<Classement> => {
  const c = await lu
  const note = acteur.habilitations.some((h) => h.role === 'membre_commission' && h.portee === appel.slug)
  if (!appel.commission.notationAveugle || !note) return c
  const { rows } = await sql<{ id: string }>`
    select n.dossier_id || ':' || n.ecole as id from note n join dossier d on d.id = n.dossier_id
    where d.appel = ${appel.slug} and n.personne_id = ${acteur.personne}::uuid`.execute(base)
  const miennes = new Set(rows.map((r) => r.id))
  const cachee = (p: ProjetDuClassement) => p.etat === 'conforme' && !p.complete && !miennes.has(p.id)
  if (!c.projets.some((p) => p.score !== null && cachee(p))) return c
  const vus: ProjetDuClassement[] = c.projets.map((p) =>
    p.score !== null && cachee(p)
      ? { ...p, score: null, valeur: null, ecart: null, notes: {}, scores: [], cachee: true as const }
      : p,
  )
  const instantane = instantaneClassement(vus, c.departage)
  return { projets: classer(vus, c.departage), departage: c.departage, instantane, empreinte: sha256(instantane) }
}
