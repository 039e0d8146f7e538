import { afterAll, beforeAll, expect, test } from 'vitest'
import { AUTRE_IBAN, bien, demander, facture, menerJusqua, payer, SIRET_2, versements } from '../../test/argent.ts'
import { joindre, parties } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai } from '../../test/maison.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let id: string
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  m.alleAu('2025-01-16T10:00:00+01:00')
  ;({ id } = await menerJusqua(m, p, 'livre', { ecoles: [ECOLES.ferry, ECOLES.brunerie] }))
}, 60_000)
afterAll(() => m.fermer())

const vote = async (): Promise<number> => (await p.maire.api('GET', `/api/v1/dossiers/${id}`)).json.montants.vote

test('un BIC mal recopié, ou d’un autre pays que l’IBAN, est refusé avant que le comptable ne le rejette', async () => {
  for (const [bic, phrase] of [
    ['BDFE', /8 ou 11 caractères/],
    ['DEUTDEFF', /l’un des deux est faux/],
  ] as const) {
    const r = await demander(m, p, id, { type: 'avance', bic })
    expect([r.statut, r.json.erreurs[0].chemin]).toEqual([422, 'bic'])
    expect(r.json.erreurs[0].message).toMatch(phrase)
  }
})

test('une avance se demande sans facture, une seule fois, et vaut 30 % de la subvention', async () => {
  bien(await demander(m, p, id, { type: 'avance' }))
  const [v] = await versements(p, id)
  const paye = await payer(p, id, v?.id ?? '')
  expect(Math.abs(paye - Math.floor((await vote()) * 0.3))).toBeLessThanOrEqual(1)
  const deux = await demander(m, p, id, { type: 'avance' })
  expect([deux.statut, deux.json.code]).toEqual([409, 'avance_tardive'])
})

test('une facture plus grande que tout le devis ne fait jamais payer plus que 80 % avant le solde', async () => {
  bien(
    await demander(m, p, id, {
      type: 'acompte',
      factures: [await facture(m, p, id, { numero: 'G-1', ht: 5_000_000 })],
    }),
  )
  const v = (await versements(p, id))[1]
  bien(await p.paiement.acte(id, 'liquider', { sur: v?.id }))
  const d = (await p.maire.api('GET', `/api/v1/dossiers/${id}`)).json
  expect(d.montants.liquide).toBeLessThanOrEqual(Math.floor(d.montants.vote * 0.8))
  expect(d.montants.liquide).toBeGreaterThan(d.montants.vote * 0.79)
  bien(await p.validation.acte(id, 'renvoyer_liquidation', { sur: v?.id }))
  bien(await p.paiement.acte(id, 'rejeter_demande', { sur: v?.id, motif: 'Facture qui n’est pas celle du devis' }))
})

test('une facture rejetée peut être présentée de nouveau, et un compte qui change attend une seconde personne', async () => {
  bien(
    await demander(m, p, id, {
      type: 'acompte',
      iban: AUTRE_IBAN,
      factures: [await facture(m, p, id, { numero: 'G-1', ht: 600_000 })],
    }),
  )
  const [, rejetee, v] = await versements(p, id)
  // The rejected claim lives again, as a rectification in another dossier may make it: the invoice stands in two claims.
  const revivre = (etat: string) => m.f.pool.query('update versement set etat = $1 where id = $2', [etat, rejetee?.id])
  await revivre('deposee')
  const deuxFois = await p.paiement.acte(id, 'liquider', { sur: v?.id })
  expect([deuxFois.statut, deuxFois.json.code]).toEqual([409, 'facture_deja_presentee'])
  expect(deuxFois.json.detail).toContain('elle ne peut pas être payée deux fois')
  await revivre('rejetee')
  bien(await p.paiement.acte(id, 'liquider', { sur: v?.id }))
  const bloque = await p.validation.acte(id, 'valider_liquidation', { sur: v?.id })
  expect([bloque.statut, bloque.json.code]).toEqual([409, 'iban_a_confirmer'])
  bien(await p.validation.acte(id, 'confirmer_coordonnees_bancaires', { sur: v?.id }))
  bien(await p.validation.acte(id, 'valider_liquidation', { sur: v?.id }))
  bien(await p.paiement.acte(id, 'enregistrer_mandat', { sur: v?.id, mandat: '1', date: '2025-11-01' }))
  bien(await p.paiement.acte(id, 'enregistrer_rejet_comptable', { sur: v?.id, motif: 'Compte clos' }))
  const repris = (await versements(p, id))[2]
  expect([repris?.etat, repris?.montant]).toEqual(['a_completer', 0])
  bien(
    await demander(m, p, id, {
      type: 'acompte',
      sur: v?.id,
      factures: [await facture(m, p, id, { numero: 'G-1', ht: 600_000 })],
    }),
  )
  expect((await versements(p, id))[2]?.etat).toBe('deposee')
})

test('un fournisseur sans devis détaille ses lignes, un avoir rend ce qu’il a pris', async () => {
  const v = (await versements(p, id))[2]
  bien(await p.paiement.acte(id, 'demander_complement_versement', { sur: v?.id, motif: 'Il manque une facture' }))
  const sans = await demander(m, p, id, {
    type: 'acompte',
    sur: v?.id,
    factures: [await facture(m, p, id, { numero: 'H-1', ht: 49_999, siret: SIRET_2 })],
  })
  expect([sans.statut, sans.json.erreurs[0].chemin]).toEqual([422, 'factures.0.lignes'])
  const ligne = {
    ecole: ECOLES.ferry,
    article: 'tablette_stylet',
    designation: 'Tablette',
    quantite: 1,
    prixUnitaireHt: 60_000,
    tva: 20,
  }
  const f = { ...(await facture(m, p, id, { numero: 'H-1', ht: 60_000, siret: SIRET_2 })), lignes: [ligne] }
  const avoir = {
    ...(await facture(m, p, id, { numero: 'H-2', ht: -10_000, siret: SIRET_2 })),
    lignes: [{ ...ligne, prixUnitaireHt: -10_000 }],
  }
  bien(await demander(m, p, id, { type: 'acompte', sur: v?.id, factures: [f, avoir] }))
  const avant = (await p.maire.api('GET', `/api/v1/dossiers/${id}`)).json.montants
  const r = bien(await p.paiement.acte(id, 'liquider', { sur: v?.id }))
  // min(600, plafond 520) − 100 = 420 € à 70 % = 294 €, moins l’avance déjà versée : rien de plus n’est dû.
  expect((await versements(p, id))[2]?.montant).toBe(0)
  expect(avant.paye).toBeGreaterThan(29_400)
  expect(r.statut).toBe(200)
})

test('un avenant de prolongation repousse la fin, un avenant de montant revient au vote', async () => {
  const tard = await p.secretaire.acte(id, 'demander_avenant', {
    genre: 'prorogation',
    motif: 'Retard du fournisseur',
    jusqua: '2030-01-01',
  })
  expect([tard.statut, tard.json.code]).toEqual([409, 'prorogation_trop_longue'])
  const a = bien(
    await p.secretaire.acte(id, 'demander_avenant', {
      genre: 'montant',
      motif: 'Moins de tablettes',
      montant: 500_000,
    }),
  )
  expect(a.statut).toBe(200)
  const { rows } = await m.porte.base
    .selectFrom('avenant')
    .select(['id'])
    .execute()
    .then((rows) => ({ rows }))
  const sur = rows[0]?.id
  bien(await p.instructeur.acte(id, 'instruire_avenant', { sur, avis: 'Favorable' }))
  bien(await p.assemblee.acte(id, 'voter_avenant', { sur, date: '2025-12-01', deliberation: '2025-CP-40' }))
  bien(
    await p.presidence.acte(id, 'conclure_avenant', {
      sur,
      date: '2025-12-15',
      piece: await joindre(m, p.presidence, id, 'avenant'),
    }),
  )
  expect(await vote()).toBe(500_000)
})
