import { afterAll, beforeAll, expect, test } from 'vitest'
import { bien, demander, facture, menerJusqua, payer, versements } from '../../test/argent.ts'
import { parties } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai, PILOTE } from '../../test/maison.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let canope: Awaited<ReturnType<typeof m.compte>>
let ligue: Awaited<ReturnType<typeof m.compte>>
let id: string
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  canope = await m.compte('formation@exemple.fr', `partenaire_formation@${PILOTE}`)
  ligue = await m.compte('familles@exemple.fr', `partenaire_parentalite@${PILOTE}`)
  m.alleAu('2025-01-16T10:00:00+01:00')
  ;({ id } = await menerJusqua(m, p, 'livre'))
}, 60_000)
afterAll(() => m.fermer())

const lire = async (qui: typeof canope, quoi = '') => (await qui.api('GET', `/api/v1/dossiers/${id}${quoi}`)).json

test('un partenaire voit son pilier, pas celui de l’autre, ni les montants', async () => {
  bien(await canope.acte(id, 'proposer_formation', { theme: 'Dictée vocale', ecoles: [ECOLES.ferry], lieu: 'Voiron' }))
  bien(await p.directrice.acte(id, 'exprimer_besoin_parentalite', { sur: ECOLES.ferry, besoins: 'Les écrans' }))
  const [formation, familles] = [await lire(canope), await lire(ligue)]
  expect(formation.piliers.map((x: { pilier: string }) => x.pilier)).toEqual(['formation'])
  expect(familles.piliers.map((x: { pilier: string }) => x.pilier)).toEqual(['parentalite'])
  expect([formation.montants.demande, formation.ecoles[0].montants.calcule, formation.receptions]).toEqual([0, 0, []])
  expect(Object.keys((await lire(canope, '/reponses')).ecoles[ECOLES.ferry])).toEqual(['presentation', 'formation'])
  // La date se planifie au lieu proposé ; l’autre partenaire n’annule pas.
  const sur = formation.piliers[0].id
  expect((await ligue.acte(id, 'annuler_action', { sur, motif: 'Pas la mienne' })).statut).toBe(409)
  bien(await canope.acte(id, 'planifier_formation', { sur, dates: ['2025-10-10'] }))
  const { elements } = (await canope.api('GET', '/api/v1/dossiers')).json
  expect(elements.map((d: { montants: { demande: number } }) => d.montants.demande)).toEqual([0])
  const { html } = await canope.page(`/dossiers/${id}/piliers`)
  expect([html.includes('>Formation<'), html.includes('>Équipement<')]).toEqual([true, false])
})

test('l’école lit qui l’on attend vraiment, sans voir l’argent', async () => {
  const attendus = async (qui: typeof canope) =>
    (await lire(qui)).enAttenteDe.map((a: { acte: string }) => a.acte).sort()
  expect(await attendus(p.directrice)).toEqual(await attendus(p.maire))
  bien(
    await demander(m, p, id, {
      type: 'solde',
      factures: [await facture(m, p, id, { numero: 'A-1', ht: 10 * 49_999 + 10 * 4_500 })],
    }),
  )
  await payer(p, id, (await versements(p, id))[0]?.id ?? '')
  expect(await attendus(p.directrice)).toEqual(await attendus(p.maire))
  expect((await lire(p.directrice)).enAttenteDe.map((a: { acte: string }) => a.acte)).not.toContain(
    'demander_versement',
  )
})
