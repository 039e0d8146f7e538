import { afterAll, beforeAll, expect, test } from 'vitest'
import { bien, demander, facture, menerJusqua, payer, versements } from '../../test/argent.ts'
import { parties } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai } from '../../test/maison.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let id = ''
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  ;({ id } = await menerJusqua(m, p, 'livre'))
  m.alleAu('2025-12-01T10:00:00+01:00')
}, 60_000)
afterAll(() => m.fermer())

test('une école qui change de numéro après la livraison garde ses devis, ses commandes et son argent', async () => {
  bien(
    await demander(m, p, id, {
      type: 'acompte',
      factures: [await facture(m, p, id, { numero: 'F-1', ht: 200_000, date: '2025-09-10' })],
    }),
  )
  const acompte = await payer(p, id, (await versements(p, id))[0]?.id ?? '')
  const lu = async () => (await p.maire.api('GET', `/api/v1/dossiers/${id}`)).json
  const { montants } = await lu()
  bien(
    await p.maire.acte(id, 'modifier_perimetre', {
      sur: ECOLES.ferry,
      changement: 'nouvel_uai',
      nouvelUai: ECOLES.brunerie,
    }),
  )
  expect((await lu()).montants).toEqual(montants)
  expect((await lu()).commandes[0].etat).toBe('livree')
  bien(
    await demander(m, p, id, {
      type: 'solde',
      factures: [await facture(m, p, id, { numero: 'F-2', ht: 344_990, date: '2025-09-20' })],
    }),
  )
  const solde = (await versements(p, id)).find((v) => v.type === 'solde')
  expect(acompte + (await payer(p, id, solde?.id ?? ''))).toBe(montants.vote)
})
