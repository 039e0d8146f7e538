import { afterAll, beforeAll, expect, test } from 'vitest'
import { maisonDEssai, PILOTE } from '../../test/maison.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
beforeAll(async () => {
  m = await maisonDEssai()
})
afterAll(() => m.fermer())

test('qui cherche trop vite sans être connecté attend une minute ; qui lit, ou se connecte, n’est pas compté', async () => {
  Object.assign(m.config, { limiteAnonyme: 0.05 }) // three a minute
  const lire = (suite: string) => m.app.inject({ method: 'GET', url: `/appels/${PILOTE}${suite}` })
  for (let i = 0; i < 8; i++) expect((await lire('/mon-ecole')).statusCode).toBe(200)
  const statuts = []
  for (const suite of [
    '/mon-ecole?q=voiron',
    '/simulateur?ecoles.0.classes=5',
    '/mon-ecole?q=crolles',
    '/formulaire.pdf',
  ])
    statuts.push((await lire(suite)).statusCode)
  expect(statuts).toEqual([200, 200, 200, 429])
  expect((await lire('/simulateur?ecoles.0.classes=5')).body).toContain('Attendez une minute')
  const connecte = await m.compte('camille@exemple.fr')
  expect((await connecte.page(`/appels/${PILOTE}/mon-ecole?q=voiron`)).statut).toBe(200)
  m.alleAu('2025-01-15T10:01:10+01:00')
  expect((await lire('/mon-ecole?q=voiron')).statusCode).toBe(200)
})
