import { afterAll, beforeAll, expect, test } from 'vitest'
import { baseDeTest } from '../../../test/base-de-test.ts'

let ouverture: Awaited<ReturnType<typeof baseDeTest>>
beforeAll(async () => {
  ouverture = await baseDeTest()
})
afterAll(() => ouverture.fermer())

test('un montant en centimes se lit comme un nombre, une date comme elle s’écrit', async () => {
  const { rows } = await ouverture.pool.query(
    `select 12345678901::bigint montant, 1.50::numeric taux, date '2026-02-28' jour, '{}'::date[] aucun,
      timestamptz '2026-02-28 12:00:00.5+01' instant, '{1,NULL,3}'::bigint[] montants, '{2026-01-31}'::date[] jours`,
  )
  expect(rows[0]).toEqual({
    montant: 12345678901,
    taux: '1.50',
    jour: '2026-02-28',
    aucun: [],
    instant: new Date('2026-02-28T11:00:00.500Z'),
    montants: [1, null, 3],
    jours: ['2026-01-31'],
  })
})

test('un entier trop grand pour être exact est un défaut, jamais un montant approché', async () => {
  await expect(ouverture.pool.query('select 9007199254740993::bigint')).rejects.toThrow(/does not fit/)
})

test('la base est à l’heure universelle et sait mettre les accents en minuscules', async () => {
  const { rows } = await ouverture.pool.query("select current_setting('TimeZone') fuseau, lower('ÉCOLE À') texte")
  expect(rows[0]).toEqual({ fuseau: 'UTC', texte: 'école à' })
})
