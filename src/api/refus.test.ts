import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { maisonDEssai, PILOTE, VOIRON } from '../../test/maison.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let maire: Awaited<ReturnType<typeof m.compte>>
beforeAll(async () => {
  m = await maisonDEssai()
  maire = await m.compte('maire@exemple.fr', `signataire@${VOIRON.siren}`)
})
afterAll(() => m.fermer())

const forge = Buffer.from('{"a":1}').toString('base64url')
describe('un curseur que personne n’a donné est refusé, dans toutes les listes', () => {
  it.each(['dossiers', 'appels', 'communes', 'ecoles'])('%s', async (liste) => {
    for (const apres of ['zzz', forge, '-1'])
      expect((await maire.api('GET', `/api/v1/${liste}?apres=${apres}`)).json).toMatchObject({
        status: 422,
        erreurs: [{ chemin: 'apres' }],
      })
    const vide = await maire.api('GET', `/api/v1/${liste}?apres=&limite=`)
    expect(vide.statut).toBe(200)
    expect(vide.json).toEqual((await maire.api('GET', `/api/v1/${liste}`)).json)
  })
})

const envoyer = (payload: string | Buffer, type: string) =>
  m.app.inject({
    method: 'POST',
    url: `/api/v1/appels/${PILOTE}/dossiers`,
    headers: { authorization: `Bearer ${maire.jeton}`, 'content-type': type },
    payload,
  })
it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml'])(
  'l’API ne lit pas de %s',
  async (type) => {
    const r = await envoyer(`organisme=${VOIRON.siren}`, type)
    expect([r.statusCode, r.json().code]).toEqual([415, 'type_refuse'])
  },
)
it.each(['{"organisme":', '['.repeat(9_000), 'organisme'])(
  'un JSON mal formé est une saisie invalide',
  async (corps) => {
    const r = await envoyer(corps, 'application/json')
    expect([r.statusCode, r.json().code]).toEqual([422, 'json_invalide'])
  },
)
it.each(['213805634', '21380563', 'abc', ''])('« %s » n’est pas un SIREN, et la phrase le dit', async (organisme) => {
  const r = await envoyer(JSON.stringify({ organisme }), 'application/json')
  expect(r.json()).toMatchObject({
    status: 422,
    erreurs: [{ chemin: 'organisme', message: expect.stringContaining('SIREN') }],
  })
})
it('une marque d’ordre des octets devant le JSON ne gêne pas', async () => {
  const r = await envoyer(`\uFEFF{"organisme":"${VOIRON.siren}"}`, 'application/json')
  expect(r.statusCode).toBe(201)
})
