import { afterAll, beforeAll, expect, test } from 'vitest'
import { bien, demander, facture, menerJusqua, payer, versements } from '../../test/argent.ts'
import { parties, unDossier } from '../../test/dossier.ts'
import { maisonDEssai, PILOTE } from '../../test/maison.ts'
import { urls } from '../urls.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let id: string
let verse: string
let dossier: string
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  dossier = await unDossier(
    m,
    {
      ...p,
      maire: await m.compte('crolles@exemple.fr', 'signataire@213801400'),
      directrice: await m.compte('soleil@exemple.fr', 'directeur@0389904J'),
    },
    { organisme: '213801400', ecoles: ['0389904J'] },
  )
  ;({ id } = await menerJusqua(m, p, 'livre'))
  m.alleAu('2025-12-01T10:00:00+01:00')
  bien(
    await demander(m, p, id, {
      type: 'acompte',
      factures: [await facture(m, p, id, { numero: 'F-1', ht: 200_000, date: '2025-09-10' })],
    }),
  )
  verse = (await versements(p, id))[0]?.id ?? ''
  await payer(p, id, verse)
}, 60_000)
afterAll(() => m.fermer())

const paye = async () => (await p.maire.api('GET', `/api/v1/dossiers/${id}`)).json.montants.paye
const lettres = async () => (await m.courriels()).filter((c) => c.modele === 'rectifier' && c.dossier_id === id)

test('rectifier un paiement attend une seconde personne : rien ne bouge avant', async () => {
  const avant = await paye()
  expect(avant).toBeGreaterThan(0)
  const sansCible = await p.paiement.acte(id, 'rectifier', { acte: 'enregistrer_paiement', motif: 'Mauvaise date.' })
  expect([sansCible.statut, sansCible.json.erreurs[0].chemin]).toEqual([422, 'cible'])
  const instructeur = await p.instructeur.acte(id, 'rectifier', {
    acte: 'enregistrer_paiement',
    cible: verse,
    motif: 'Mauvaise date.',
  })
  expect([instructeur.statut, instructeur.json.code]).toEqual([403, 'role_insuffisant'])
  const demande = await p.paiement.acte(id, 'rectifier', {
    acte: 'enregistrer_paiement',
    cible: verse,
    motif: 'Mauvaise date.',
  })
  expect(demande.statut).toBe(200)
  expect(await paye()).toBe(avant)
  expect(await lettres()).toEqual([])
  expect(demande.json.dossier.enAttenteDe).toContainEqual(
    expect.objectContaining({ role: 'valideur_paiement', acte: 'approuver_rectification' }),
  )
  const encore = await p.presidence.acte(id, 'rectifier', {
    acte: 'enregistrer_paiement',
    cible: verse,
    motif: 'Mauvaise date.',
  })
  expect([encore.statut, encore.json.code]).toEqual([409, 'deja_demandee'])
})

const rectification = async () =>
  (
    await m.f.pool.query(
      "select id, etat from procedure_suivie where dossier_id = $1 and genre = 'rectification' order by cree_le desc, id desc",
      [id],
    )
  ).rows[0]

test('qui demande n’approuve pas ; une autre personne approuve, et la commune lit la correction', async () => {
  const { id: sur } = await rectification()
  const seul = await p.paiement.acte(id, 'approuver_rectification', { sur })
  expect([seul.statut, seul.json.code]).toEqual([409, 'meme_personne'])
  const page = await p.validation.page(urls.bureauActe.href({ slug: PILOTE, id, acte: 'approuver_rectification' }))
  expect(page.statut).toBe(200)
  expect(page.html).toContain('Mauvaise date.')
  expect((await p.validation.acte(id, 'approuver_rectification', { sur })).statut).toBe(200)
  expect(await paye()).toBe(0)
  expect((await versements(p, id))[0]?.etat).toBe('mandatee')
  expect((await lettres()).length).toBeGreaterThan(0)
  expect(JSON.stringify(await lettres())).toContain('Mauvaise date.')
  const rejouee = await p.validation.acte(id, 'approuver_rectification', { sur })
  expect([rejouee.statut, rejouee.json.code]).toEqual([409, 'rien_a_approuver'])
  // The payment is recorded again, as it was.
  const v = (await versements(p, id))[0]
  bien(await p.paiement.acte(id, 'enregistrer_paiement', { sur: verse, date: '2025-11-28', montant: v?.montant }))
  expect(await paye()).toBe(v?.montant)
})

test('un rejet ne se rectifie plus quand la commune a redemandé : une facture ne compte pas deux fois', async () => {
  const redemander = async () =>
    bien(
      await demander(m, p, id, {
        type: 'acompte',
        factures: [await facture(m, p, id, { numero: 'F-2', ht: 50_000, date: '2025-09-12' })],
      }),
    )
  await redemander()
  const cible = (await versements(p, id)).find((v) => v.etat === 'deposee')?.id
  bien(await p.paiement.acte(id, 'rejeter_demande', { sur: cible, motif: 'Facture d’un autre dossier.' }))
  bien(await p.paiement.acte(id, 'rectifier', { acte: 'rejeter_demande', cible, motif: 'Rejetée par erreur.' }))
  await redemander()
  const approuvee = await p.validation.acte(id, 'approuver_rectification', { sur: (await rectification()).id })
  expect([approuvee.statut, approuvee.json.erreurs[0].chemin]).toEqual([422, 'cible'])
  expect((await versements(p, id)).filter((v) => v.etat === 'deposee')).toHaveLength(1)
  bien(await p.validation.acte(id, 'refuser_rectification', { sur: (await rectification()).id, motif: 'Redemandée.' }))
})

test('une rectification refusée ne change rien, et un engagement se compense sans s’effacer', async () => {
  const { rows } = await m.f.pool.query('select id, montant from engagement where dossier_id = $1', [id])
  if (rows.length === 0) {
    bien(
      await p.paiement.acte(id, 'enregistrer_engagement', { numero: 'E-1', annee: 2025, ligne: '204', montant: 1000 }),
    )
  }
  const engage = async () =>
    (
      await m.f.pool.query(
        'select id, numero, montant::int from engagement where dossier_id = $1 order by cree_le, id',
        [id],
      )
    ).rows
  const [premier] = await engage()
  const demande = { acte: 'enregistrer_engagement', cible: premier.id, motif: 'Mauvaise ligne budgétaire.' }
  bien(await p.paiement.acte(id, 'rectifier', demande))
  bien(
    await p.validation.acte(id, 'refuser_rectification', {
      sur: (await rectification()).id,
      motif: 'La ligne est juste.',
    }),
  )
  expect((await engage()).length).toBe(1)
  bien(await p.paiement.acte(id, 'rectifier', demande))
  bien(await p.validation.acte(id, 'approuver_rectification', { sur: (await rectification()).id }))
  expect((await engage()).map((e) => e.montant)).toEqual([premier.montant, -premier.montant])
  const deux = await p.paiement.acte(id, 'rectifier', demande)
  expect([deux.statut, deux.json.erreurs[0].chemin]).toEqual([422, 'cible'])
})

test('sans argent en cause, l’instructeur rectifie seul ; une décision défavorable revient à la présidence', async () => {
  bien(
    await p.instructeur.acte(dossier, 'demander_complements', {
      elements: [{ element: 'debit', manque: 'L’attestation.' }],
      avant: '2026-02-10',
    }),
  )
  const r = await p.instructeur.acte(dossier, 'rectifier', { acte: 'demander_complements', motif: 'Mauvais dossier.' })
  expect([r.statut, r.json.dossier.etat]).toEqual([200, 'depose'])
  await m.f.pool.query("update dossier set etat = 'non_conforme' where id = $1", [dossier])
  const non = await p.instructeur.acte(dossier, 'rectifier', {
    acte: 'declarer_non_conforme',
    motif: 'Mauvais dossier.',
  })
  expect([non.statut, non.json.code]).toEqual([403, 'role_insuffisant'])
  const oui = await p.presidence.acte(dossier, 'rectifier', {
    acte: 'declarer_non_conforme',
    motif: 'Mauvais dossier.',
  })
  expect([oui.statut, oui.json.dossier.etat]).toEqual([200, 'depose'])
})

test('une conformité rectifiée est dite à tous ceux qui l’avaient lue, et une demande de complément retirée n’est pas « reçue »', async () => {
  const { rows } = await m.f.pool.query('select etat from complement where dossier_id = $1', [dossier])
  expect(rows).toEqual([])
  const { controle } = (await p.maire.api('GET', `/api/v1/appels/${PILOTE}`)).json
  const elements = controle.map((c: { id: string }) => ({ element: c.id, verdict: 'conforme' }))
  bien(await p.instructeur.acte(dossier, 'examiner', { elements }))
  bien(await p.instructeur.acte(dossier, 'declarer_conforme'))
  bien(await p.instructeur.acte(dossier, 'rectifier', { acte: 'declarer_conforme', motif: 'Un devis manque.' }))
  const de = async (modele: string, acte: string) =>
    (await m.courriels())
      .filter((c) => c.dossier_id === dossier && c.modele === modele && JSON.stringify(c).includes(acte))
      .flatMap((c) => c.a)
      .toSorted()
  const lus = await de('declarer_conforme', 'conforme')
  expect(lus).toContain('rectorat@exemple.fr')
  expect(await de('rectifier', 'Un devis manque')).toEqual(lus)
})
