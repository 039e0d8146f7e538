import { afterAll, beforeAll, expect, test } from 'vitest'
import { menerJusqua } from '../../test/argent.ts'
import { parties } from '../../test/dossier.ts'
import { maisonDEssai } from '../../test/maison.ts'
import { relancerConventions } from './relances.job.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  m.alleAu('2025-01-16T10:00:00+01:00')
  await menerJusqua(m, p, 'notifie')
}, 60_000)
afterAll(() => m.fermer())

test('une commune est prévenue une seule fois à chaque jalon d’une échéance, jamais après', async () => {
  const moyens = { porte: m.porte, config: m.config }
  expect(await relancerConventions(moyens)).toBe(0)
  // Notifiée le 25 juin 2025 : les achats commencent dans les douze mois.
  m.alleAu('2026-04-20T07:15:00+02:00')
  expect(await relancerConventions(moyens)).toBe(1)
  expect(await relancerConventions(moyens)).toBe(0)
  m.alleAu('2026-06-20T07:15:00+02:00')
  expect(await relancerConventions(moyens)).toBe(1)
  m.alleAu('2026-07-20T07:15:00+02:00')
  expect(await relancerConventions(moyens)).toBe(0)
  const lettres = (await m.courriels()).filter((c) => c.modele === 'relance_versement')
  expect(lettres.some((c) => c.a.includes('maire@exemple.fr'))).toBe(true)
  expect(lettres.every((c) => !c.objet.includes('{'))).toBe(true)
})
