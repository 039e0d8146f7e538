import { sql } from 'kysely'
import type { Appel } from '../domaine/appel/schema.ts'
import {
  type Decision,
  type DecisionEssayee,
  type ProjetAServir,
  type Simulation,
  simuler,
} from '../domaine/enveloppe.ts'
import { repartir, somme } from '../domaine/montants.ts'
import type { Classement, ProjetDuClassement } from '../registre/classement.ts'
import { nouvelId } from '../registre/identifiants.ts'
import type { Lecteur } from '../registre/lire.ts'

/** What a scenario tries for one school project (`dossier:UAI`). `montant` in cents; absent: the computed ceiling. */
export type Essai = { decision?: Decision | undefined; montant?: number | undefined }
export type Scenario = { id: string; nom: string; par: string; modifie_le: Date; essais: Record<string, Essai> }

/** The scenarios of a call, the latest changed first. Trying changes no dossier: a scenario is nobody's decision. */
export const lireScenarios = async (base: Lecteur, slug: string): Promise<Scenario[]> => {
  const { rows } = await sql<Scenario>`
    select id, nom, par, modifie_le, coalesce(contenu->'essais', '{}') as essais from scenario
    where appel = ${slug} order by modifie_le desc, id`.execute(base)
  return rows
}

/** A new scenario, empty or copied from another one; its id. */
export const creerScenario = async (
  base: Lecteur,
  s: { slug: string; nom: string; par: string; le: Date; essais: Record<string, Essai> },
): Promise<string> => {
  const id = nouvelId()
  await sql`insert into scenario (id, appel, nom, contenu, par, cree_le, modifie_le)
    values (${id}, ${s.slug}, ${s.nom}, ${JSON.stringify({ essais: s.essais })}::jsonb, ${s.par}, ${s.le}, ${s.le})`.execute(
    base,
  )
  return id
}

/** Merges what one page of the form tried into a scenario; `null` gives a project back to the ranking. */
export const essayer = async (
  base: Lecteur,
  s: { slug: string; id: string; par: string; le: Date; essais: Record<string, Essai | null> },
): Promise<void> => {
  const retires = Object.entries(s.essais).flatMap(([k, v]) => (v === null ? [k] : []))
  const poses = Object.fromEntries(Object.entries(s.essais).filter(([, v]) => v !== null))
  await sql`update scenario set par = ${s.par}, modifie_le = ${s.le}, contenu = jsonb_set(contenu, '{essais}',
      (coalesce(contenu->'essais', '{}') - ${retires}::text[]) || ${JSON.stringify(poses)}::jsonb)
    where id = ${s.id} and appel = ${s.slug}`.execute(base)
}

export const supprimerScenario = async (base: Lecteur, slug: string, id: string): Promise<void> => {
  await sql`delete from scenario where id = ${id} and appel = ${slug}`.execute(base)
}

/** What is published is decided: no scenario moves it. Refused or lapsed afterwards, it no longer takes any money. */
export const projetsEnJeu = (c: Classement) =>
  c.projets
    .filter((p) => !['accord_refuse', 'caduc'].includes(p.etat))
    .map((p) => ({ ...p, fige: p.publiee && p.decision !== null }))
export type ProjetEnJeu = ReturnType<typeof projetsEnJeu>[number]

/** Tries a scenario on the ranking of the day; without one, the ranking alone. */
export const simulerScenario = (
  appel: Appel,
  projets: readonly ProjetEnJeu[],
  essais: Record<string, Essai> = {},
): Simulation => {
  const tries: Record<string, DecisionEssayee> = {}
  for (const p of projets) {
    const essai = p.fige ? { decision: p.decision ?? undefined, montant: p.propose } : essais[p.id]
    if (!essai) continue
    tries[p.id] = {
      ...(essai.decision ? { decision: essai.decision } : {}),
      ...(essai.montant === undefined ? {} : { parVolet: parVolet(p, essai.montant) }),
    }
  }
  const { enveloppe, sousEnveloppes } = appel.financement
  return simuler({ total: enveloppe, sousEnveloppes }, projets.map(aServir), tries)
}

const aServir = (p: ProjetEnJeu): ProjetAServir => ({
  id: p.id,
  rang: p.rang,
  parVolet: parVolet(p, p.montant),
  organisme: p.commune,
  territoires: [p.commune, ...(p.epci ? [p.epci] : [])],
  classes: p.classes,
  eleves: p.eleves,
  prioritaire: p.educationPrioritaire !== null,
})

/** An amount shared between the parts as the computed one is: a sub-envelope of a part must know its share. */
const parVolet = (p: ProjetDuClassement, montant: number): Record<string, number> => {
  const calcules: Record<string, number> = {}
  for (const v of p.parVolet) calcules[v.volet] = (calcules[v.volet] ?? 0) + v.calcule
  const volets = Object.keys(calcules)
  const poids = Object.values(calcules)
  if (somme(poids) <= 0) return { autre: montant }
  if (somme(poids) === montant) return calcules
  const parts = repartir(montant, poids)
  return Object.fromEntries(volets.map((v, i) => [v, parts[i] ?? 0]))
}

/** The names of the groups of communes that a simulation serves. */
export const lireNomsEpci = async (base: Lecteur, sirens: readonly string[]): Promise<Map<string, string>> => {
  const { rows } = await sql<{
    siren: string
    nom: string
  }>`select siren, nom from epci where siren = any(${[...sirens]})`.execute(base)
  return new Map(rows.map((r) => [r.siren, r.nom]))
}
