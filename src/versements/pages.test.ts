import { afterAll, beforeAll, expect, test } from 'vitest'
import { bien, demander, facture, menerJusqua, versements } from '../../test/argent.ts'
import { parties } from '../../test/dossier.ts'
import { maisonDEssai, PILOTE } from '../../test/maison.ts'
import { importerResultats } from '../../test/resultats-paiement.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let id: string
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  m.alleAu('2025-01-16T10:00:00+01:00')
  ;({ id } = await menerJusqua(m, p, 'livre'))
}, 60_000)
afterAll(() => m.fermer())

test('chaque page du chemin de l’argent s’ouvre pour qui la doit voir, et pour personne d’autre', async () => {
  for (const page of ['devis', 'devis/envoi', 'convention', 'achats', 'versements', 'versements/demande', 'piliers']) {
    const r = await p.maire.page(`/dossiers/${id}/${page}`)
    expect([page, r.statut]).toEqual([page, 200])
    const ids = [...r.html.matchAll(/ id="([^"]+)"/g)].map((x) => x[1])
    expect([page, ids.filter((x, i) => ids.indexOf(x) !== i)]).toEqual([page, []])
    expect((await p.autre.page(`/dossiers/${id}/${page}`)).statut).toBe(404)
  }
  for (const page of [
    'bureau/tne38-pac-2025/paiements',
    'pilotage/tne38-pac-2025/argent',
    'bureau/tne38-pac-2025/commission-permanente',
  ])
    expect([page, (await p.paiement.page(`/${page}`)).statut, (await p.maire.page(`/${page}`)).statut]).toEqual([
      page,
      200,
      404,
    ])
})

test('une demande va jusqu’au paiement par les pages : calcul, validation en lot, résultats importés une seule fois', async () => {
  bien(
    await demander(m, p, id, {
      type: 'acompte',
      factures: [await facture(m, p, id, { numero: 'P-1', ht: 300_000, tva: 60_000 })],
    }),
  )
  const sur = (await versements(p, id))[0]?.id ?? ''
  const page = `/dossiers/${id}/versements/${sur}`
  const { version } = (await p.maire.api('GET', `/api/v1/dossiers/${id}`)).json
  expect((await p.paiement.page(page)).html).toContain('Calcul proposé')
  const calcul = await p.paiement.envoyer(page, { geste: 'liquider', version: String(version) })
  expect([calcul.statut, calcul.vers]).toEqual([303, `${page}?fait=liquider`])
  const vieux = await p.paiement.envoyer(page, { geste: 'liquider', version: String(version) })
  expect(vieux.statut).toBe(409)
  const lot = await p.validation.envoyer(`/bureau/${PILOTE}/paiements?onglet=valider`, { choisis: [sur] })
  expect(lot.html).toContain('1 demande validée')
  const fichier = await m.app.inject({
    url: `/bureau/${PILOTE}/paiements/fichier/csv`,
    headers: { cookie: p.paiement.cookie },
  })
  const montant = (await versements(p, id))[0]?.montant ?? 0
  expect(fichier.body).toContain(`${Math.trunc(montant / 100)},${String(montant % 100).padStart(2, '0')}`)
  const lire = (contenu: string) => importerResultats(m, p, contenu)
  const titres = 'Référence;Mandat;Date du mandat;Montant;Payé le'
  const faux = await lire(`${titres}\n${sur};4512;03/11/2025;1,00;12/11/2025\n`)
  expect(faux).toMatchObject({ mandats: 0, paiements: 0, ignorees: [{ ligne: 2 }] })
  const bon = `${titres}\n${sur};4512;03/11/2025;${(montant / 100).toFixed(2).replace('.', ',')};12/11/2025\n`
  expect(await lire(bon)).toMatchObject({ mandats: 1, paiements: 1, ignorees: [] })
  expect(await lire(bon)).toMatchObject({ mandats: 0, paiements: 0, ignorees: [{ ligne: 2 }] })
  expect((await versements(p, id))[0]?.etat).toBe('payee')
  const argent = await p.paiement.page(`/pilotage/${PILOTE}/argent`)
  expect(argent.html).toContain('Tout concorde')
})

test('un nombre de factures démesuré ne fait pas une page démesurée', async () => {
  const r = await p.maire.envoyer(`/dossiers/${id}/versements/demande`, { type: 'solde', combien: '300000' })
  expect(r.statut).toBe(422)
  expect(r.html.match(/name="factures\.\d+\.numero"/g)?.length).toBeLessThanOrEqual(200)
})

test('une commune demande une prolongation par la page de sa convention, et relit son erreur au bon champ', async () => {
  const { version } = (await p.maire.api('GET', `/api/v1/dossiers/${id}`)).json
  const page = `/dossiers/${id}/avenants/demande/prorogation`
  const champs = { version: String(version), motif: 'Retard du fournisseur' }
  const faux = await p.maire.envoyer(page, champs)
  expect(faux.statut).toBe(422)
  expect(faux.html).toContain('href="#jusqua')
  expect(faux.html).toContain('Retard du fournisseur')
  const bon = await p.maire.envoyer(page, {
    ...champs,
    'jusqua.jour': '31',
    'jusqua.mois': '12',
    'jusqua.annee': '2027',
  })
  expect(bon.statut).toBe(303)
  expect(bon.vers).toMatch(/\/avenants\/[0-9a-f-]{36}\?fait=demande$/)
})
