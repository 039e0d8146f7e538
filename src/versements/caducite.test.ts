import { afterAll, beforeAll, expect, test } from 'vitest'
import { bien, menerJusqua } from '../../test/argent.ts'
import { parties } from '../../test/dossier.ts'
import { maisonDEssai } from '../../test/maison.ts'

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

const attendus = async (): Promise<string[]> =>
  (await p.maire.api('GET', `/api/v1/dossiers/${id}`)).json.enAttenteDe.map(
    (a: { role: string; acte: string }) => `${a.role} ${a.acte}`,
  )

test('la commune a quinze jours pour répondre ; passé ce délai, on attend la présidence et elle seule peut trancher', async () => {
  m.alleAu('2026-07-01T10:00:00+02:00')
  const relances = ['2026-05-01', '2026-06-01']
  bien(await p.instructeur.acte(id, 'engager_caducite', { motif: 'Rien n’est commandé', relances }))
  expect(await attendus()).toContain('redacteur presenter_observations')
  expect(await attendus()).not.toContain('presidence prononcer_caducite')
  const tot = await p.presidence.acte(id, 'prononcer_caducite', { motif: 'Rien n’est commandé' })
  expect([tot.statut, tot.json.code]).toEqual([409, 'delai_en_cours'])
  m.alleAu('2026-07-17T10:00:00+02:00')
  expect(await attendus()).toContain('presidence prononcer_caducite')
  expect(await attendus()).not.toContain('redacteur presenter_observations')
  bien(await p.presidence.acte(id, 'prononcer_caducite', { motif: 'Rien n’est commandé' }))
  expect((await p.maire.api('GET', `/api/v1/dossiers/${id}`)).json).toMatchObject({ etat: 'caduc', enAttenteDe: [] })
})
