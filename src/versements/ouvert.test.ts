import { afterAll, beforeAll, expect, test } from 'vitest'
import { menerJusqua } from '../../test/argent.ts'
import { parties } from '../../test/dossier.ts'
import { maisonDEssai, PILOTE } from '../../test/maison.ts'
import { verifierSiret } from '../domaine/identifiants/siret.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  m.alleAu('2025-01-16T10:00:00+01:00')
}, 60_000)
afterAll(() => m.fermer())

test('chacun lit les subventions notifiées, seize champs, montants en euros avec un point', async () => {
  const vide = await m.app.inject({ url: `/ouvert/${PILOTE}/subventions.csv` })
  expect(vide.body.trim().split('\n')).toHaveLength(1)
  await menerJusqua(m, p, 'notifie')
  const r = await m.app.inject({ url: `/ouvert/${PILOTE}/subventions.csv` })
  const [titres, ligne] = r.body
    .trim()
    .split('\n')
    .map((l) => l.split(','))
  expect([r.statusCode, titres?.length, ligne?.length]).toEqual([200, 16, 16])
  const champ = (nom: string) => ligne?.[titres?.indexOf(nom) ?? -1] ?? ''
  expect(champ('montant')).toBe('3724.93')
  expect(verifierSiret(champ('idBeneficiaire'))).toBeUndefined()
  expect([champ('dateConvention'), champ('datesPeriodeVersement'), champ('pourcentageSubvention')]).toEqual([
    '2025-06-20',
    '2025-06-25/2027-12-25',
    '1',
  ])
})

test('l’export contient ce que la personne voit, et rien pour une autre commune', async () => {
  const lire = async (jeton: string, format: string) =>
    m.app.inject({ url: `/api/v1/export/dossiers.${format}`, headers: { authorization: `Bearer ${jeton}` } })
  const sien = await lire(p.maire.jeton, 'csv')
  expect(sien.body.split('\r\n').filter(Boolean)).toHaveLength(2)
  expect(sien.body).toContain('3724,93')
  expect((await lire(p.autre.jeton, 'csv')).body.split('\r\n').filter(Boolean)).toHaveLength(1)
  for (const format of ['xlsx', 'ods'])
    expect((await lire(p.instructeur.jeton, format)).rawPayload.subarray(0, 2).toString()).toBe('PK')
  expect((await m.app.inject({ url: '/api/v1/export/dossiers.csv' })).statusCode).toBe(401)
})
