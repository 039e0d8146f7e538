import { afterAll, beforeAll, expect, test } from 'vitest'
import { bien, demander, facture, menerJusqua, payer, versements } from '../../test/argent.ts'
import { joindre, parties } from '../../test/dossier.ts'
import { maisonDEssai } from '../../test/maison.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let id: string
let vote: number
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  m.alleAu('2025-01-16T10:00:00+01:00')
  ;({ id } = await menerJusqua(m, p, 'livre'))
  vote = (await p.maire.api('GET', `/api/v1/dossiers/${id}`)).json.montants.vote
  await changer(vote - 50_000)
}, 60_000)
afterAll(() => m.fermer())

const changer = async (montant: number) => {
  const demande = bien(
    await p.maire.acte(id, 'demander_avenant', { genre: 'montant', motif: 'Nouveau montant', montant }),
  )
  const sur = demande.json.resultat.avenant
  bien(await p.instructeur.acte(id, 'instruire_avenant', { sur }))
  bien(await p.assemblee.acte(id, 'voter_avenant', { sur, date: '2025-06-30', deliberation: 'CP-2' }))
  const piece = await joindre(m, p.presidence, id, 'autre')
  bien(await p.presidence.acte(id, 'conclure_avenant', { sur, date: '2025-07-01', piece }))
}

test('une demande à compléter se renvoie sans la nommer : c’est la même', async () => {
  const factures = [await facture(m, p, id, { numero: 'R-1', ht: 10 * 49_999 + 10 * 4_500 })]
  bien(await demander(m, p, id, { type: 'solde', factures }))
  const [v] = await versements(p, id)
  bien(await p.paiement.acte(id, 'demander_complement_versement', { sur: v?.id, motif: 'Facture illisible' }))
  bien(await demander(m, p, id, { type: 'solde', factures }))
  expect(await versements(p, id)).toMatchObject([{ id: v?.id, etat: 'deposee' }])
  expect(await payer(p, id, v?.id ?? '')).toBe(vote - 50_000)
})

test('un avenant qui relève la subvention après le solde rouvre les demandes, jusqu’au nouveau montant', async () => {
  const ferme = await demander(m, p, id, { type: 'solde' })
  expect([ferme.statut, ferme.json.code]).toEqual([409, 'solde_deja_demande'])
  m.alleAu('2025-01-17T10:00:00+01:00')
  await changer(vote)
  bien(await demander(m, p, id, { type: 'solde' }))
  expect(await payer(p, id, (await versements(p, id))[1]?.id ?? '')).toBe(50_000)
  expect((await p.maire.api('GET', `/api/v1/dossiers/${id}`)).json.montants.paye).toBe(vote)
})
