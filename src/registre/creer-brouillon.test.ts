import { afterAll, beforeAll, expect, test } from 'vitest'
import { maisonDEssai, VOIRON } from '../../test/maison.ts'
import { chargerAppel } from './charger-appel.ts'
import { publierAppel } from './publier-appel.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
beforeAll(async () => {
  m = await maisonDEssai()
  const pilote = await chargerAppel('appels/tne38-pac-2025', m.porte.maintenant())
  if ('erreurs' in pilote) throw new Error(JSON.stringify(pilote.erreurs))
  for (const slug of ['essai-un', 'essai-deux'])
    await m.base.transaction().execute((tx) => publierAppel(tx, { ...pilote.appel, slug }, m.porte.maintenant()))
})
afterAll(() => m.fermer())

test('deux appels dont le nom commence pareil ne donnent jamais deux fois le même numéro', async () => {
  const mairie = await m.compte('mairie@voiron.example', `signataire@${VOIRON.siren}`)
  const ouvrir = (slug: string) => mairie.api('POST', `/api/v1/appels/${slug}/dossiers`, { organisme: VOIRON.siren })
  const un = await ouvrir('essai-un')
  const deux = await ouvrir('essai-deux')
  expect([un.statut, deux.statut]).toEqual([201, 201])
  expect([un.json.numero, deux.json.numero]).toEqual(['ESSAI-0001', 'ESSAI-0002'])
})
