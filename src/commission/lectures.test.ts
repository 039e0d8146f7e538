import { afterAll, beforeAll, expect, test } from 'vitest'
import { parties, unDossier } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai, PILOTE } from '../../test/maison.ts'
import { urls } from '../urls.ts'

// A call with two scorers per project, blind, second reading over ten points.
const slug = PILOTE
let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let second: Awaited<ReturnType<typeof m.compte>>
let tiers: Awaited<ReturnType<typeof m.compte>>
let id: string
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  second = await m.compte('second@exemple.fr', `membre_commission@${PILOTE}`)
  tiers = await m.compte('tiers@exemple.fr', `membre_commission@${PILOTE}`)
  await m.f.pool.query(
    `update appel_version set contenu = jsonb_set(contenu, '{commission}', contenu->'commission' || '{"notateursParProjet":2,"notationAveugle":true,"ecartSecondeLecture":10}'), empreinte = 'lectures'`,
  )
  id = await unDossier(m, p)
  await m.f.pool.query("update dossier set etat = 'conforme' where id = $1", [id])
})
afterAll(() => m.fermer())

const MANUELS = ['qualite_projet', 'accessibilite', 'formation', 'parentalite']
const SECRET = 'Une justification que personne ne doit lire.'
const noter = async (qui: typeof p.membre, valeur: number, premier = valeur) =>
  qui.acte(id, 'noter', {
    sur: ECOLES.ferry,
    notes: MANUELS.map((critere, i) => ({ critere, valeur: i === 0 ? premier : valeur, justification: SECRET })),
  })
const classement = async (qui: typeof p.membre) => {
  const r = await qui.api('GET', `/api/v1/appels/${slug}/classement`)
  return r.json.elements.find((e: { uai: string }) => e.uai === ECOLES.ferry)
}
/** All that a person reads about the project, pages and API. */
const lu = async (qui: typeof p.membre) =>
  (
    await Promise.all([
      ...[
        urls.noterEcole.href({ slug, id, uai: ECOLES.ferry }),
        urls.notation.href({ slug }),
        urls.classement.href({ slug }),
        urls.enveloppe.href({ slug }),
        urls.bureau.href({ slug }, { tri: 'score' }),
        urls.bureauDossier.href({ slug, id }),
        urls.bureauDossier.href({ slug, id }, { onglet: 'historique' }),
      ].map(async (u) => (await qui.page(u)).html),
      ...[
        `/api/v1/dossiers/${id}`,
        `/api/v1/dossiers/${id}/journal?limite=200`,
        `/api/v1/appels/${slug}/classement`,
        '/api/v1/dossiers',
      ].map(async (u) => JSON.stringify((await qui.api('GET', u)).json)),
    ])
  )
    .join('\n')
    .replace(/[0-9a-f]{64}/g, '')

let premiere: { score: number; exact: string }

test('à l’aveugle, la note d’un membre ne se voit nulle part avant d’avoir donné la sienne', async () => {
  const fait = await noter(p.membre, 5, 4)
  expect(fait.statut).toBe(200)
  const donnee = await classement(p.membre)
  premiere = { score: donnee.score, exact: donnee.exact }
  const dite = new RegExp(`"score":${premiere.score}[,}]|>${premiere.score}<`)
  for (const secret of [SECRET, premiere.exact]) {
    expect([secret, (await lu(p.membre)).includes(secret)]).toEqual([secret, true])
    expect([secret, (await lu(second)).includes(secret)]).toEqual([secret, false])
  }
  expect([dite.test(await lu(p.membre)), dite.test(await lu(second))]).toEqual([true, false])
  expect(await classement(second)).toMatchObject({
    rang: null,
    score: null,
    exact: null,
    notes: {},
    lectures: { donnees: 1, attendues: 2, masquee: true },
  })
  expect((await second.page(urls.noterEcole.href({ slug, id, uai: ECOLES.ferry }))).html).toContain('à l’aveugle')
  // Who does not score reads it.
  expect(await lu(p.instructeur)).toContain(premiere.exact)
  // The dossier still awaits the commission.
  const d = await p.instructeur.api('GET', `/api/v1/dossiers/${id}`)
  expect(d.json.enAttenteDe.some((a: { role: string }) => a.role === 'membre_commission')).toBe(true)
})

test('un grand écart se voit et demande une seconde lecture ; le classement se fait sur la moyenne', async () => {
  expect((await noter(second, 1)).statut).toBe(200)
  const c = await classement(second)
  expect(c.lectures).toMatchObject({ donnees: 2, attendues: 3, secondeLecture: true, masquee: false })
  expect(c.lectures.ecart).toBeGreaterThan(10)
  expect(c.lectures.scores).toHaveLength(2)
  expect(c.score).toBeLessThan(premiere.score)
  expect((await p.instructeur.page(urls.notation.href({ slug }, { vue: 'seconde' }))).html).toContain('Seconde lecture')
  // The third reader reads blind too.
  const vu = await lu(tiers)
  expect(vu.includes(c.exact) || vu.includes(SECRET)).toBe(false)
  expect((await second.page(urls.noterEcole.href({ slug, id, uai: ECOLES.ferry }))).html).toContain(
    'une seconde lecture est demandée',
  )
})

test('la seconde lecture clôt la notation : personne ne note plus, chacun lit tout', async () => {
  expect((await noter(tiers, 2)).statut).toBe(200)
  const c = await classement(tiers)
  expect(c.lectures).toMatchObject({ donnees: 3, secondeLecture: false, masquee: false })
  const quatrieme = await m.compte('quatrieme@exemple.fr', `membre_commission@${PILOTE}`)
  const refus = await noter(quatrieme, 4)
  expect([refus.statut, refus.json.code]).toEqual([409, 'deja_note'])
  expect((await classement(quatrieme)).score).toBe(c.score)
  const change = await noter(second, 4)
  expect([change.statut, change.json.code]).toEqual([409, 'note_donnee'])
})

test('qui se déporte retire sa note de la moyenne, et la lecture se rouvre', async () => {
  const avant = await classement(p.instructeur)
  expect((await tiers.acte(id, 'se_deporter', { motif: 'Mon fils est dans cette école.' })).statut).toBe(200)
  const apres = await classement(p.instructeur)
  expect(apres.lectures).toMatchObject({ donnees: 2, secondeLecture: true })
  expect(apres.exact).not.toBe(avant.exact)
})
