import { sql } from 'kysely'
import type { Appel } from '../domaine/appel/schema.ts'
import { classer, instantaneClassement, type Projet, type ProjetClasse } from '../domaine/classement.ts'
import type { Etat } from '../domaine/etats.ts'
import type { MontantsVolet } from '../domaine/faits.ts'
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
  motif: string | null
  valeur: number | null
  ecart: number | null
  notateurs: number
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
