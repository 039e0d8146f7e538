import { sql } from 'kysely'
import type { Acteur } from '../src/domaine/faits.ts'
import { lireAppelPublie } from '../src/registre/appels.ts'
import { type Candidature, candidater, commencer, type EcoleDuMonde } from './candidature.ts'
import { type Hasard, hasard } from './hasard.ts'
import { NOMS, PRENOMS } from './reponses.ts'
import type { Scene, Theatre } from './theatre.ts'

export type OrganismeDuMonde = { siren: string; nom: string; ecoles: EcoleDuMonde[] }
type Jusqua = Candidature['jusqua']

/** The applicants of Isère that have invented schools, biggest towns mixed with villages, in an order that the seed fixes;
 * those of the demonstration's accounts are named. */
export const lireOrganismes = async (t: Theatre) => {
  const { rows } = await sql<OrganismeDuMonde & { insee: string; epci: string | null }>`
    select c.siren, c.nom, c.insee, c.epci,
      jsonb_agg(jsonb_build_object('uai', e.uai, 'nom', e.nom, 'eleves', e.eleves) order by e.uai) as ecoles
    from commune c join ecole e on e.commune = c.insee
    where e.demonstration and e.etat = 'ouvert' and c.siren is not null group by c.insee order by c.insee`.execute(
    t.base,
  )
  const h = hasard(1)
  const trouver = (nom: string) => {
    const commune = rows.find((r) => r.nom === nom)
    if (!commune) throw new Error(`${nom} has no invented school`)
    return commune
  }
  const [voiron, crolles] = [trouver('Voiron'), trouver('Crolles')]
  const matheysine = rows.filter((r) => r.epci === MATHEYSINE)
  // Neighbours of Voiron: its district is asked its opinion on them.
  const voironnais = rows.filter((r) => r !== voiron && r.epci === voiron.epci)
  const aPart = new Set([voiron, crolles, ...matheysine, ...voironnais])
  const autres = rows.filter((r) => !aPart.has(r))
  const melees = autres.map((r) => ({ r, cle: h.reel() })).sort((a, b) => a.cle - b.cle)
  return {
    voiron,
    crolles,
    matheysine: { siren: MATHEYSINE, nom: 'CC de la Matheysine', ecoles: matheysine.flatMap((r) => r.ecoles) },
    voironnais,
    autres: melees.map(({ r }) => r),
  }
}

const MATHEYSINE = '200040657'

/** What each organisation brings to a call. Its people are created with it. */
export const preparerCandidature = async (
  t: Theatre,
  h: Hasard,
  o: OrganismeDuMonde,
  c: { slug: string; debut: Date; fin: Date; jusqua: Jusqua; porteur?: Acteur; erun?: Acteur; ecoles?: number },
): Promise<Candidature> => {
  const publie = await lireAppelPublie(t.base, c.slug)
  if (!publie) throw new Error(`${c.slug} is not published`)
  const nom = `${h.parmi(PRENOMS)} ${h.parmi(NOMS)}`
  const porteur =
    c.porteur ??
    (await t.personne(`mairie.${o.siren}@demo.example`, nom, [`signataire@${o.siren}`, `redacteur@${o.siren}`]))
  const ecoles = o.ecoles.slice(0, c.ecoles ?? h.entier(1, 3))
  return {
    ...c,
    appel: publie.appel,
    organisme: o,
    porteur,
    ecoles: await Promise.all(ecoles.map((e) => avecDirection(t, e, h.reel() < 0.4))),
  }
}

/** Four schools out of ten have a head who signs in; the first one of Voiron is the demonstration's account. */
const avecDirection = async (t: Theatre, e: EcoleDuMonde, connue: boolean): Promise<EcoleDuMonde> => {
  if (e.uai.startsWith('0387000')) return { ...e, direction: await t.personne('directrice.voiron@demo.example') }
  if (!connue) return e
  const direction = await t.personne(`direction.${e.uai.toLowerCase()}@demo.example`, `Direction, ${e.nom}`, [
    `directeur@${e.uai}`,
  ])
  return { ...e, direction }
}

/** Drafts first, in order, so that the numbers are always the same; then several dossiers at once, each in its transaction. A
 * dossier already played (a load that was interrupted) is left as it is. */
export const jouerChacun = async <T extends { c: Candidature }>(
  t: Theatre,
  plans: readonly T[],
  jouer: (s: Scene, h: Hasard, id: string, plan: T) => Promise<void>,
): Promise<void> => {
  const dossierDe = async ({ c }: T) =>
    (
      await sql<{ id: string; rang: number }>`
        select id, journal_rang as rang from dossier where appel = ${c.slug} and organisme = ${c.organisme.siren}`.execute(
        t.base,
      )
    ).rows[0]
  await t.scene(async (s) => {
    for (const plan of plans) if (!(await dossierDe(plan))) await commencer(s, plan.c)
  })
  const attente = [...plans]
  const suivant = async (): Promise<void> => {
    for (let plan = attente.shift(); plan !== undefined; plan = attente.shift()) {
      const p = plan
      const dossier = await dossierDe(p)
      if (dossier?.rang === 1) await t.scene((s) => jouer(s, hasard(Number(p.c.organisme.siren)), dossier.id, p))
    }
  }
  await Promise.all(Array.from({ length: ENSEMBLE }, suivant))
}

const ENSEMBLE = 4

export const JOUR = 86_400_000
/** The pilot call's true calendar: files move between these instants. */
export const PILOTE = {
  slug: 'tne38-pac-2025',
  ouverture: Date.parse('2024-12-13T08:00:00Z'),
  cloture: Date.parse('2025-02-21T22:00:00Z'),
}
export const OUVERT = 'demo-ouvert'

/** Step 2: about thirty drafts and filed dossiers, on both calls. */
export const jouerCandidatures = async (t: Theatre, o: Awaited<ReturnType<typeof lireOrganismes>>): Promise<void> => {
  const h = hasard(2)
  const erun = await t.personne('erun.voiron@demo.example')
  const ilYA = (jours: number) => new Date(t.maintenant.getTime() - jours * JOUR)
  const plans = [
    await preparerCandidature(t, h, o.voiron, {
      slug: OUVERT,
      ...{ debut: ilYA(12), fin: ilYA(0.1), jusqua: 'partiel', ecoles: 3, erun },
      porteur: await t.personne('mairie.voiron@demo.example'),
    }),
    await preparerCandidature(t, h, o.matheysine, {
      slug: OUVERT,
      ...{ debut: ilYA(15), fin: ilYA(2), jusqua: 'depose', ecoles: 4 },
      porteur: await t.personne('epci.matheysine@demo.example'),
    }),
  ]
  for (const [i, jusqua] of DEMO.entries()) {
    const debut = ilYA(h.entier(40, 180) / 10)
    const fin = new Date(debut.getTime() + (t.maintenant.getTime() - debut.getTime()) * (0.4 + h.reel() * 0.59))
    plans.push(await preparerCandidature(t, h, prendre(o.autres, i), { slug: OUVERT, debut, fin, jusqua }))
  }
  for (const [i, jusqua] of EN_PLAN.entries()) {
    const dates = datesPilote(h)
    plans.push(await preparerCandidature(t, h, prendre(o.autres, 20 + i), { slug: PILOTE.slug, ...dates, jusqua }))
  }
  await jouerChacun(
    t,
    plans.map((c) => ({ c })),
    (s, h, id, { c }) => candidater(s, h, id, c),
  )
}

/** Demonstration call: what the others have reached. */
const DEMO: readonly Jusqua[] = [
  ...(['vide', 'ecoles', 'ecoles', 'partiel', 'partiel', 'partiel', 'complet', 'complet', 'complet'] as const),
  ...(['depose', 'depose', 'depose', 'depose', 'depose', 'depose', 'depose', 'depose'] as const),
]
/** Pilot call: filed and waiting for the service, and drafts that nobody filed. */
const EN_PLAN: readonly Jusqua[] = [
  ...(['depose', 'depose', 'depose', 'depose', 'depose', 'depose', 'depose', 'depose', 'depose'] as const),
  ...(['partiel', 'complet'] as const),
]

/** A dossier begun in the first weeks and filed in the last ones, a few of them on the last day. */
export const datesPilote = (h: Hasard) => ({
  debut: new Date(PILOTE.ouverture + h.entier(2, 38) * JOUR + h.entier(0, 9) * 3_600_000),
  fin: new Date(PILOTE.cloture - h.entier(0, 28) * JOUR - h.entier(1, 12) * 3_600_000),
})

export const prendre = <T>(liste: readonly T[], rang: number): T => {
  const element = liste[rang]
  if (element === undefined) throw new RangeError(`Only ${liste.length} organisations have an invented school`)
  return element
}
