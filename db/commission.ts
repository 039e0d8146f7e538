import { sql } from 'kysely'
import type { Acteur } from '../src/domaine/faits.ts'
import { estRefus } from '../src/domaine/refus.ts'
import { accomplir } from '../src/registre/accomplir.ts'
import { accomplirAppel } from '../src/registre/accomplir-appel.ts'
import { accomplirSeance } from '../src/registre/accomplir-seance.ts'
import type { Equipe } from './instruction.ts'
import { bien, jourDe, type Scene } from './theatre.ts'

type Seance = {
  slug: string
  genre: 'technique' | 'permanente'
  date: Date
  lieu: string
  dossiers: readonly string[]
  prepareeLe: Date
  equipe: Equipe
}

/** A session is prepared and its members are called. Answers its id. */
export const preparerSeance = async (s: Scene, c: Seance): Promise<string> => {
  const { slug, genre, lieu, dossiers } = c
  const technique = genre === 'technique'
  const acteur = technique ? c.equipe.instructeur : c.equipe.assemblee
  const membres = [...c.equipe.membres, c.equipe.presidente].map((m) => m.courriel)
  const saisie = { genre, date: jourDe(c.date), lieu, heure: '14:00', dossiers, ...(technique ? { membres } : {}) }
  const demande = { slug, acte: 'preparer_seance', saisie, acteur, recuLe: c.prepareeLe }
  const { resultat } = bien(await accomplirAppel(s.porte, demande), 'preparer_seance')
  const seance = String(resultat.seance)
  const convocation = new Date(c.prepareeLe.getTime() + 3_600_000)
  if (technique) await acteDeSeance(s, seance, c.equipe.instructeur, 'convoquer', convocation)
  return seance
}

export const acteDeSeance = async (s: Scene, seance: string, acteur: Acteur, acte: string, le: Date, saisie = {}) =>
  bien(await accomplirSeance(s.porte, { seance, acte, acteur, saisie, recuLe: le, differee: true }), acte)

export type Decision = 'retenir' | 'mettre_en_attente' | 'ne_pas_retenir'

/** The commission decides school by school in the open session, best scores first, then closes it. What the envelope no longer
 * holds goes to the waiting list. */
export const deciderSeance = async (
  s: Scene,
  seance: string,
  { equipe, date, decisions }: { equipe: Equipe; date: Date; decisions: ReadonlyMap<string, Decision> },
): Promise<void> => {
  const le = (minutes: number) => new Date(date.getTime() + minutes * 60_000)
  await acteDeSeance(s, seance, equipe.presidente, 'ouvrir_seance', date)
  const { rows } = await sql<{ dossier: string; uai: string }>`
    select p.dossier_id as dossier, p.uai from projet_ecole p join seance_dossier sd on sd.dossier_id = p.dossier_id
    where sd.seance_id = ${seance} and p.etat <> 'retire' order by p.score desc nulls last, p.uai`.execute(s.porte.base)
  for (const [i, { dossier, uai }] of rows.entries()) {
    const decision = decisions.get(dossier) ?? 'retenir'
    const decider = (acte: Decision, motif?: string) =>
      decisionDe(s, {
        dossier,
        acte,
        acteur: equipe.presidente,
        le: le(1 + i),
        saisie: { seance, sur: uai, ...(motif ? { motif } : {}) },
      })
    const fait = await decider(decision, decision === 'ne_pas_retenir' ? REFUS : undefined)
    if (!fait) bien((await decider('mettre_en_attente', 'L’enveloppe est épuisée.')) ?? {}, 'mettre_en_attente')
  }
  await acteDeSeance(s, seance, equipe.presidente, 'clore_seance', le(rows.length + 5))
}

type UneDecision = { dossier: string; acte: Decision; acteur: Acteur; le: Date; saisie: object }

/** Undefined: the envelope is exhausted. */
const decisionDe = async (s: Scene, { dossier, acte, acteur, le, saisie }: UneDecision) => {
  const { rows } = await sql<{ version: number }>`select version from dossier where id = ${dossier}`.execute(
    s.porte.base,
  )
  const version = rows[0]?.version
  const r = await accomplir(s.porte, { dossier, acte, acteur, recuLe: le, saisie: { version, ...saisie } })
  return estRefus(r) && r.code === 'enveloppe_depassee' ? undefined : bien(r, acte)
}

const REFUS = 'Le projet est peu avancé : les besoins des élèves et la formation de l’équipe restent à préciser.'
