import { afterAll, beforeAll, expect, test } from 'vitest'
import { bien, demander, facture, menerJusqua, payer, versements } from '../../test/argent.ts'
import { parties } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai } from '../../test/maison.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let id: string
let devis: string
// 10 × 499,99 € à 70 % = 3 499,93 € ; 10 × 45 € à 50 % = 225 €
const VOTE = 349_993 + 22_500

beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  m.alleAu('2025-01-16T10:00:00+01:00')
  ;({ id, devis } = await menerJusqua(m, p, 'notifie'))
}, 60_000)
afterAll(() => m.fermer())

const dossier = async () => (await p.maire.api('GET', `/api/v1/dossiers/${id}`)).json

test('la commune lit au centime la subvention votée, par volet et par source', async () => {
  const d = await dossier()
  expect([d.etat, d.montants.vote, d.montants.calcule]).toEqual(['notifie', VOTE, VOTE])
  const vote = d.montants.parVolet.map((v: { volet: string; source: string; vote: number }) => [
    v.volet,
    v.source,
    v.vote,
  ])
  expect(vote).toEqual([
    ['equipement', 'departement', 209_996],
    ['equipement', 'etat_bdt', 139_997],
    ['ressources', 'departement', 13_500],
    ['ressources', 'etat_bdt', 9_000],
  ])
})

test('une demande avant la livraison est refusée, et la facture d’avant la notification aussi', async () => {
  const tot = await demander(m, p, id, {
    type: 'acompte',
    factures: [await facture(m, p, id, { numero: 'F-1', ht: 250_000 })],
  })
  expect([tot.statut, tot.json.code]).toEqual([409, 'reception_manquante'])
  bien(await p.secretaire.acte(id, 'passer_commande', { date: '2025-07-01', devis, conformeAuDevis: true }))
  bien(await p.directrice.acte(id, 'declarer_reception', { sur: ECOLES.ferry, date: '2025-09-01', toutLivre: true }))
  const vieille = await demander(m, p, id, {
    type: 'acompte',
    factures: [await facture(m, p, id, { numero: 'F-1', ht: 250_000, date: '2025-06-01' })],
  })
  expect([vieille.statut, vieille.json.code]).toEqual([409, 'facture_hors_periode'])
  expect((await dossier()).commandes[0].etat).toBe('livree')
})

test('deux acomptes puis le solde font exactement la subvention, et deux personnes l’ont vue', async () => {
  const premiere = await facture(m, p, id, { numero: 'F-1', ht: 200_001 })
  bien(await demander(m, p, id, { type: 'acompte', factures: [premiere] }))
  const [v1] = await versements(p, id)
  bien(await p.paiement.acte(id, 'liquider', { sur: v1?.id }))
  const seul = await m.compte(
    'seul@exemple.fr',
    'gestionnaire_paiement@tne38-pac-2025',
    'valideur_paiement@tne38-pac-2025',
  )
  bien(await p.validation.acte(id, 'renvoyer_liquidation', { sur: v1?.id, motif: 'À revoir' }))
  bien(await seul.acte(id, 'liquider', { sur: v1?.id }))
  const meme = await seul.acte(id, 'valider_liquidation', { sur: v1?.id })
  expect([meme.statut, meme.json.code]).toEqual([409, 'meme_personne'])
  bien(await p.validation.acte(id, 'renvoyer_liquidation', { sur: v1?.id }))
  const plus = await p.paiement.acte(id, 'liquider', { sur: v1?.id, montant: VOTE })
  expect([plus.statut, plus.json.code]).toEqual([409, 'montant_superieur'])
  const m1 = await payer(p, id, v1?.id ?? '')
  expect((await dossier()).montants.paye).toBe(m1)

  const encore = await demander(m, p, id, {
    type: 'acompte',
    factures: [await facture(m, p, id, { numero: 'f-1', ht: 200_001 })],
  })
  expect([encore.statut, encore.json.code]).toEqual([409, 'facture_deja_presentee'])

  bien(
    await demander(m, p, id, { type: 'acompte', factures: [await facture(m, p, id, { numero: 'F-2', ht: 100_000 })] }),
  )
  const v2 = (await versements(p, id))[1]
  const m2 = await payer(p, id, v2?.id ?? '')

  const sansPlan = await demander(m, p, id, {
    type: 'solde',
    planFinancement: undefined,
    factures: [await facture(m, p, id, { numero: 'F-3', ht: 244_989 })],
  })
  expect([sansPlan.statut, sansPlan.json.erreurs[0].chemin]).toEqual([422, 'planFinancement'])
  const planPerdu = await demander(m, p, id, {
    type: 'solde',
    planFinancement: id,
    factures: [await facture(m, p, id, { numero: 'F-3', ht: 244_989 })],
  })
  expect([planPerdu.statut, planPerdu.json.erreurs[0].chemin]).toEqual([422, 'planFinancement'])
  bien(
    await demander(m, p, id, {
      type: 'solde',
      planFinancement: [{ financeur: 'Commune de Voiron', montant: 172_497 }],
      factures: [await facture(m, p, id, { numero: 'F-3', ht: 244_989 })],
    }),
  )
  const v3 = (await versements(p, id))[2]
  bien(await p.paiement.acte(id, 'liquider', { sur: v3?.id }))
  bien(await p.validation.acte(id, 'valider_liquidation', { sur: v3?.id }))
  bien(await p.paiement.acte(id, 'enregistrer_mandat', { sur: v3?.id, mandat: '12', date: '2025-12-01' }))
  const reste = VOTE - m1 - m2
  const faux = await p.paiement.acte(id, 'enregistrer_paiement', {
    sur: v3?.id,
    date: '2025-12-10',
    montant: reste - 1,
  })
  expect([faux.statut, faux.json.code]).toEqual([409, 'montant_different'])
  bien(await p.paiement.acte(id, 'enregistrer_paiement', { sur: v3?.id, date: '2025-12-10', montant: reste }))
  const d = await dossier()
  expect([d.montants.paye, d.montants.liquide]).toEqual([VOTE, VOTE])
  for (const part of d.montants.parVolet) expect([part.liquide, part.paye]).toEqual([part.vote, part.vote])
  bien(await p.paiement.acte(id, 'solder'))
  expect((await dossier()).etat).toBe('solde')
})

test('un reversement ne dépasse jamais ce qui a été payé', async () => {
  const trop = await p.paiement.acte(id, 'proposer_reversement', { motif: 'Changement d’usage', montant: VOTE + 1 })
  expect([trop.statut, trop.json.code]).toEqual([409, 'montant_superieur'])
  bien(await p.paiement.acte(id, 'proposer_reversement', { motif: 'Changement d’usage', montant: 10_000 }))
  expect((await p.presidence.acte(id, 'prononcer_reversement', { motif: 'Décision' })).json.code).toBe('delai_en_cours')
  bien(await p.maire.acte(id, 'presenter_observations', { texte: 'Nous expliquons.' }))
  bien(await p.presidence.acte(id, 'prononcer_reversement', { motif: 'Décision' }))
  bien(await p.paiement.acte(id, 'enregistrer_recouvrement', { date: '2026-02-01', montant: 10_000, titre: 'T-9' }))
})
