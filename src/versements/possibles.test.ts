import { afterAll, beforeAll, expect, test } from 'vitest'
import { bien, demander, dossierRetenu, envoyerDevis, facture, menerJusqua, versements } from '../../test/argent.ts'
import { parties } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai, PILOTE } from '../../test/maison.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  m.alleAu('2025-01-16T10:00:00+01:00')
}, 60_000)
afterAll(() => m.fermer())

type Personne = (typeof p)['maire']
const offert = async (qui: Personne, id: string, acte: string): Promise<boolean> => {
  const { actesPossibles } = (await qui.api('GET', `/api/v1/dossiers/${id}`)).json
  return actesPossibles.some((a: { acte: string }) => a.acte === acte)
}

test('arrêter le montant ne se propose qu’avec un devis conforme', async () => {
  const id = await dossierRetenu(m, p)
  expect(await offert(p.instructeur, id, 'arreter_montant')).toBe(false)
  expect((await p.instructeur.acte(id, 'arreter_montant')).json.code).toBe('aucun_devis_conforme')
  bien(await envoyerDevis(m, p, id, { ecoles: [ECOLES.ferry] }))
  const [devis] = (await p.maire.api('GET', `/api/v1/dossiers/${id}`)).json.devis
  bien(await p.instructeur.acte(id, 'declarer_devis_conforme', { sur: devis.id }))
  expect(await offert(p.instructeur, id, 'arreter_montant')).toBe(true)
  bien(await p.maire.acte(id, 'desister', { motif: 'Refus du conseil' }))
})

test('celui qui a calculé ne se voit pas proposer de valider ; une autre personne, si', async () => {
  const { id } = await menerJusqua(m, p, 'livre')
  const seul = await m.compte('seul@exemple.fr', `gestionnaire_paiement@${PILOTE}`, `valideur_paiement@${PILOTE}`)
  bien(
    await demander(m, p, id, { type: 'acompte', factures: [await facture(m, p, id, { numero: 'P-1', ht: 10_000 })] }),
  )
  const [v] = await versements(p, id)
  bien(await seul.acte(id, 'liquider', { sur: v?.id }))
  expect([
    await offert(seul, id, 'valider_liquidation'),
    await offert(p.validation, id, 'valider_liquidation'),
  ]).toEqual([false, true])
  expect((await seul.acte(id, 'valider_liquidation', { sur: v?.id })).json.code).toBe('meme_personne')
  expect(await offert(p.paiement, id, 'proposer_reversement')).toBe(false)
})
