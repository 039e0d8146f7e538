import { sql } from 'kysely'
import { type Candidature, candidater } from './candidature.ts'
import { datesPilote, jouerChacun, type lireOrganismes, PILOTE, prendre, preparerCandidature } from './candidatures.ts'
import { acteDeSeance, type Decision, deciderSeance, preparerSeance } from './commission.ts'
import { hasard } from './hasard.ts'
import { type Equipe, instruire, type JusquaInstruction, reunirEquipe } from './instruction.ts'
import type { Theatre } from './theatre.ts'

type Organismes = Awaited<ReturnType<typeof lireOrganismes>>
/** Which session decides, and how; none: the dossier waits before it. */
type Sort = { jusqua: JusquaInstruction; seance?: 'publiee' | 'close' | 'preparee'; decision?: Decision; recent?: true }
type Plan = { c: Candidature; sort: Sort }

const repeter = (n: number, sort: Sort): Sort[] => Array.from({ length: n }, () => sort)

/** The first ones go on to step 3. */
export const FINANCES = 41
const SORTS: readonly Sort[] = [
  ...repeter(FINANCES, { jusqua: 'note', seance: 'publiee', decision: 'retenir' }),
  ...repeter(5, { jusqua: 'note', seance: 'publiee', decision: 'mettre_en_attente' }),
  ...repeter(7, { jusqua: 'note', seance: 'publiee', decision: 'ne_pas_retenir' }),
  ...repeter(5, { jusqua: 'note', seance: 'close', decision: 'retenir' }),
  ...repeter(2, { jusqua: 'note', seance: 'close', decision: 'mettre_en_attente' }),
  ...repeter(2, { jusqua: 'note', seance: 'close', decision: 'ne_pas_retenir' }),
  ...repeter(6, { jusqua: 'note', seance: 'preparee' }),
  ...repeter(2, { jusqua: 'conforme', seance: 'preparee' }),
  ...repeter(3, { jusqua: 'conforme' }),
  ...repeter(3, { jusqua: 'a_completer', recent: true }),
  ...repeter(3, { jusqua: 'avis_demandes', recent: true }),
  ...repeter(4, { jusqua: 'examen_commence', recent: true }),
  ...repeter(3, { jusqua: 'non_conforme' }),
]

const JOUR = 86_400_000
const INSTRUCTION = Date.parse('2025-02-26T08:30:00Z')
const SEANCE_PUBLIEE = new Date('2025-04-17T12:00:00Z')
const PUBLICATION = new Date('2025-04-24T07:00:00Z')

/** The pilot call from its filings to its results: about ninety dossiers, one session published, one closed, one to come. */
export const jouerPilote = async (t: Theatre, o: Organismes): Promise<void> => {
  const equipe = await reunirEquipe(t)
  const plans = await preparerPlans(t, o)
  await jouerChacun(t, plans, async (s, h, id, { c, sort }) => {
    await candidater(s, h, id, c)
    const debut = sort.recent
      ? new Date(t.maintenant.getTime() - 6 * JOUR)
      : new Date(INSTRUCTION + h.entier(0, 9) * JOUR)
    const ecoles = c.ecoles.map((e) => e.uai)
    await instruire(s, h, id, { appel: c.appel, equipe, porteur: c.porteur, ecoles, debut, jusqua: sort.jusqua })
  })
  await tenirSeances(t, equipe, plans)
}

const preparerPlans = async (t: Theatre, o: Organismes): Promise<Plan[]> => {
  const h = hasard(3)
  const organismes = [o.voiron, o.crolles, o.matheysine, ...o.autres.slice(PREMIER)]
  const porteurs = ['mairie.voiron', 'mairie.crolles', 'epci.matheysine']
  const plans: Plan[] = []
  for (const [i, sort] of SORTS.entries()) {
    // The district of Voiron is asked its opinion.
    const organisme =
      sort.jusqua === 'avis_demandes' ? prendre(o.voironnais, i % o.voironnais.length) : prendre(organismes, i)
    const nom = porteurs[i]
    const porteur = nom ? { porteur: await t.personne(`${nom}@demo.example`), ecoles: 3 } : {}
    plans.push({
      c: await preparerCandidature(t, h, organisme, {
        slug: PILOTE.slug,
        ...datesPilote(h),
        jusqua: 'depose',
        ...porteur,
      }),
      sort,
    })
  }
  return plans
}

/** Those before have only drafts and filed dossiers. */
const PREMIER = 40

const tenirSeances = async (t: Theatre, equipe: Equipe, plans: readonly Plan[]): Promise<void> => {
  const { rows: deja } = await sql`select 1 from seance limit 1`.execute(t.base)
  if (deja.length > 0) return
  const de = async (seance: Sort['seance']) => {
    const choisis = plans.filter((p) => p.sort.seance === seance)
    const { rows } = await sql<{ id: string; siren: string }>`
      select id, organisme as siren from dossier where appel = ${PILOTE.slug} and organisme = any(${choisis.map((p) => p.c.organisme.siren)})
      order by numero`.execute(t.base)
    const decision = (siren: string) => choisis.find((p) => p.c.organisme.siren === siren)?.sort.decision ?? 'retenir'
    return { dossiers: rows.map((r) => r.id), decisions: new Map(rows.map((r) => [r.id, decision(r.siren)])) }
  }
  const dans = (jours: number) => new Date(t.maintenant.getTime() + jours * JOUR)
  const commun = { slug: PILOTE.slug, genre: 'technique', lieu: 'Salle d’exemple, Grenoble', equipe } as const
  const [publiee, close, preparee] = [await de('publiee'), await de('close'), await de('preparee')]
  await t.scene(async (s) => {
    const prepareeLe = new Date(SEANCE_PUBLIEE.getTime() - 8 * JOUR)
    const seance = await preparerSeance(s, { ...commun, ...publiee, date: SEANCE_PUBLIEE, prepareeLe })
    await deciderSeance(s, seance, { equipe, date: SEANCE_PUBLIEE, decisions: publiee.decisions })
    await acteDeSeance(s, seance, equipe.presidente, 'publier_resultats', PUBLICATION)
  })
  await t.scene(async (s) => {
    const seance = await preparerSeance(s, { ...commun, ...close, date: dans(-2), prepareeLe: dans(-12) })
    await deciderSeance(s, seance, { equipe, date: dans(-2), decisions: close.decisions })
  })
  await t.scene(async (s) => {
    await preparerSeance(s, { ...commun, ...preparee, date: dans(9), prepareeLe: dans(-1) })
  })
}
