import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bien, menerJusqua } from '../../test/argent.ts'
import { parties } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai, PILOTE } from '../../test/maison.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let id: string
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  m.alleAu('2025-01-16T10:00:00+01:00')
  ;({ id } = await menerJusqua(m, p, 'notifie'))
}, 60_000)
afterAll(() => m.fermer())

const lettres = async (modele: string) =>
  (
    await sql<{ a: string[]; pieces: { nom: string; type: string; texte: string }[]; blocs: unknown }>`
      select a, pieces, blocs from courriel where modele = ${modele} order by cree_le, id`.execute(m.base)
  ).rows

test('l’école reçoit la formation planifiée avec son fichier de calendrier, un événement par jour', async () => {
  bien(await p.rectorat.acte(id, 'proposer_formation', { theme: 'Lire avec des outils', ecoles: [ECOLES.ferry] }))
  const { rows } = await sql<{ id: string }>`select id from action where dossier_id = ${id}`.execute(m.base)
  const sur = rows[0]?.id
  const plan = { sur, dates: ['2025-10-08', '2025-11-12'], lieu: 'Atelier Canopé, Grenoble', heure: '09:00' }
  bien(await p.rectorat.acte(id, 'planifier_formation', plan))
  const [lettre] = await lettres('planifier_formation')
  expect((await lettres('planifier_formation')).flatMap((l) => l.a)).toEqual(
    expect.arrayContaining(['ce.0389901f@ac-grenoble.fr', 'directrice@exemple.fr']),
  )
  const [piece] = lettre?.pieces ?? []
  expect([piece?.nom, piece?.type]).toEqual(['formation.ics', 'text/calendar; charset=utf-8'])
  expect(piece?.texte).toContain('DTSTART:20251008T070000Z')
  expect(piece?.texte).toContain('DTSTART:20251112T080000Z')
  expect(piece?.texte).toContain('LOCATION:Atelier Canopé\\, Grenoble')
  bien(await p.rectorat.acte(id, 'planifier_formation', { ...plan, dates: ['2025-10-15'] }))
  const texte = (await lettres('planifier_formation')).at(-1)?.pieces[0]?.texte ?? ''
  const rang = (t: string | undefined) => Number(/SEQUENCE:(\d+)/.exec(t ?? '')?.[1])
  expect(rang(texte)).toBeGreaterThan(rang(piece?.texte))
  expect(texte.match(/UID:action-[0-9a-f-]+-1/g)?.[0]).toBe(piece?.texte.match(/UID:action-[0-9a-f-]+-1/g)?.[0])
  expect(texte.match(/STATUS:CANCELLED/g)).toHaveLength(1)
})

test('l’atelier pour les familles part avec sa date et son fichier de calendrier', async () => {
  const ligue = await m.compte('ligue@exemple.fr', `partenaire_parentalite@${PILOTE}`)
  bien(
    await ligue.acte(id, 'planifier_atelier', { ecole: ECOLES.ferry, theme: 'Écrans en famille', date: '2025-12-03' }),
  )
  const [lettre] = await lettres('planifier_atelier')
  expect(JSON.stringify(lettre?.blocs)).toContain('mercredi 3 décembre 2025')
  expect([lettre?.pieces[0]?.nom, lettre?.pieces[0]?.texte.includes('DTSTART;VALUE=DATE:20251203')]).toEqual([
    'atelier.ics',
    true,
  ])
})
