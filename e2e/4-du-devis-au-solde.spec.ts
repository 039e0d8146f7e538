import { expect, test } from '@playwright/test'
import { luhn } from '../src/domaine/identifiants/luhn.ts'
import { euros } from '../src/domaine/montants.ts'
import { concorder, lireVersement, texteDe } from './argent.ts'
import type { DevisAEnvoyer } from './conventionner.ts'
import { commander, prolonger, recevoir, repondre } from './deployer.ts'
import { presenterEnt, signerEnt } from './ent.ts'
import { lancer } from './lancer.ts'
import { loupe } from './loupe.ts'
import { dernierCourriel, type Facon, personnage, SANS_SCRIPT } from './personnages.ts'
import { apiDe, dossierDecide, lignesDemandees, troupe } from './troupe.ts'
import { envoyerDemande, joindreFacture, payer } from './verser.ts'

const TELEPHONE: Facon = { nom: 'à 320 pixels', script: true, largeur: 320, clavier: false }

/** A SIRET whose keys are right and that no company bears. */
const siret = (rang: number): string => {
  const cle = (debut: string) => [...'0123456789'].map((c) => debut + c).find(luhn) ?? debut
  return cle(`${cle(`9999000${rang}`)}0001`)
}
const RESSOURCES = ['pictogrammes', 'prediction_mots', 'gestion_tablettes']

/** Two schools, three suppliers: the devices of each school, the subscriptions of both. Prices that do not fall on whole euros. */
const troisDevis = ([premiere, seconde]: string[]): [DevisAEnvoyer, DevisAEnvoyer, DevisAEnvoyer] => [
  {
    ...{ numero: 'DEV-2041', fournisseur: 'Fournitures du Parcours', siret: siret(5), prix: { visualiseur: 329_33 } },
    contient: (a, e) => e === premiere && !RESSOURCES.includes(a),
    total: 15_643_65,
  },
  {
    ...{ numero: 'B-318', fournisseur: 'Bureautique du Parcours', siret: siret(6), prix: { stylo_lecteur: 268_77 } },
    contient: (a, e) => e === seconde && !RESSOURCES.includes(a),
    total: 3_695_08,
  },
  {
    ...{ numero: 'LIC-77', fournisseur: 'Éditions du Parcours', siret: siret(7), prix: { prediction_mots: 73_33 } },
    contient: (a) => RESSOURCES.includes(a),
    total: 1_715_30,
  },
]
/** First school: three classes at 3 500 € at most, 70 %. Second: 70 % of 3 695,08 €. Subscriptions: 50 % of 1 715,30 €. */
const VOTE = 7_350_00 + 2_586_56 + 857_65
/** Subscriptions up to 80 % of their award, for instalments stop there; then the second school whole. */
const ACOMPTES = [686_12, 2_586_56] as const
const AVANT_SOLDE = ACOMPTES[0] + ACOMPTES[1]
const SOLDE = VOTE - AVANT_SOLDE
const IBAN = 'FR7630001007941234567890185'

test('un dossier retenu va du devis au solde, chacun dans son navigateur, sans JavaScript', async ({ browser }) => {
  test.setTimeout(600_000)
  const service = await apiDe('instruction@demo.example')
  const d = await dossierDecide(service, 2)
  const devis = troisDevis(d.ecoles.map((e) => e.uai))
  const t = await troupe(browser, SANS_SCRIPT, d)
  const mairie = await t.entrer('mairie')
  const agent = await personnage(browser, SANS_SCRIPT, 'instruction')
  await lancer(browser, { d, t, mairie, agent, devis, vote: VOTE })
  const api = await apiDe(t.adresses.mairie)
  const voir = loupe(browser)

  await test.step('la mairie commande, l’école et la mairie reçoivent, l’ERUN et l’IEN répondent', async () => {
    await commander(mairie, d, devis)
    await recevoir(await t.entrer('directrice'), d, 1)
    await recevoir(mairie, d, 1)
    await voir(mairie)
    for (const qui of ['erun', 'ien'] as const) await repondre(await t.entrer(qui), d)
    const rectorat = await personnage(browser, SANS_SCRIPT, 'rectorat')
    await rectorat.page.goto(`/dossiers/${d.id}/achats`)
    await expect(rectorat.page.getByText(/^Vu, rien à signaler \(/)).toHaveCount(2)
  })

  const paie = {
    calcule: await personnage(browser, SANS_SCRIPT, 'paiement'),
    valide: await personnage(browser, SANS_SCRIPT, 'validation'),
  }
  const suite = { d, mairie, service: paie.calcule, api, courriel: t.adresses.mairie }

  await test.step('un acompte : une facture renvoyée, corrigée, puis le montant calculé, validé, mandaté, payé', async () => {
    const { page, mains } = mairie
    await page.goto(`/dossiers/${d.id}/versements`)
    await mains.activer(page.getByRole('link', { name: 'Demander un versement' }))
    await mains.cocher(page.getByRole('radio', { name: 'Un acompte' }))
    await joindreFacture(mairie, { fournisseur: devis[2].fournisseur, numero: 'LIC-F1', mandat: '9999' })
    await mains.ecrire(page.getByLabel('IBAN'), IBAN)
    await voir(mairie)
    await envoyerDemande(mairie, ACOMPTES[0])
    await mains.activer(page.getByRole('link', { name: 'Acompte' }))
    const versement = new URL(page.url()).pathname

    const motif = 'Facture LIC-F1 : le mandat 9999 n’est pas dans les écritures de votre comptable.'
    const { calcule } = paie
    await calcule.page.goto(`/bureau/${d.slug}/paiements`)
    await calcule.mains.activer(calcule.page.getByRole('link', { name: d.numero }))
    await voir(calcule)
    await calcule.mains.ecrire(calcule.page.getByLabel('Motif (facultatif)', { exact: true }), motif)
    await calcule.mains.activer(calcule.page.getByRole('button', { name: 'Demander un complément' }))
    const lettre = await dernierCourriel(page, t.adresses.mairie, /à compléter/)
    expect(lettre.texte).toContain('LIC-F1')

    await page.goto(versement)
    await mains.activer(page.getByRole('link', { name: 'Compléter la demande' }))
    await expect(page.getByText(motif)).toBeVisible()
    await joindreFacture(mairie, { fournisseur: devis[2].fournisseur, numero: 'LIC-F1', mandat: '1202' })
    await envoyerDemande(mairie, ACOMPTES[0])
    await payer(paie, versement, { slug: d.slug, montant: ACOMPTES[0], mandat: '4512' })
    await voir(calcule)
    await lireVersement(suite, versement, ACOMPTES[0])
    await voir(mairie)
    await concorder(suite, { vote: VOTE, paye: ACOMPTES[0] })
  })

  await test.step('un second acompte : l’IBAN n’est plus à écrire, le premier est déduit', async () => {
    const { page, mains } = mairie
    await page.goto(`/dossiers/${d.id}/versements/demande`)
    await mains.cocher(page.getByRole('radio', { name: 'Un acompte' }))
    await joindreFacture(mairie, { fournisseur: devis[1].fournisseur, numero: 'FA-100', mandat: '1201' })
    await envoyerDemande(mairie, ACOMPTES[1])
    const { versements } = await (await api.get(`/api/v1/dossiers/${d.id}`)).json()
    const second = `/dossiers/${d.id}/versements/${versements.find((v: { etat: string }) => v.etat === 'deposee').id}`
    await payer(paie, second, { slug: d.slug, montant: ACOMPTES[1], mandat: '4601' })
    await lireVersement(suite, second, ACOMPTES[1])
    await concorder(suite, { vote: VOTE, paye: AVANT_SOLDE })
  })

  await test.step('un avenant : plus de temps, par lettre de la présidence', async () => {
    const presidence = await personnage(browser, SANS_SCRIPT, 'presidence')
    await prolonger({ mairie, agent, presidence }, d)
    await voir(mairie)
  })

  await test.step('le solde : une facture écartée, le plan de financement, le paiement', async () => {
    const { page, mains } = mairie
    await page.goto(`/dossiers/${d.id}/versements`)
    await mains.activer(page.getByRole('link', { name: 'Demander un versement' }))
    await mains.cocher(page.getByRole('radio', { name: 'Le solde' }))
    await mains.ecrire(page.getByLabel(/^Les autres financeurs/), 'DETR ; 300,00')
    await joindreFacture(mairie, { fournisseur: devis[0].fournisseur, numero: 'F-2041', mandat: '1310' })
    await joindreFacture(mairie, {
      ...{ fournisseur: 'Port', siret: devis[0].siret, numero: 'F-2042', mandat: '1311', ht: 120_00, tva: 24_00 },
    })
    await envoyerDemande(mairie, SOLDE)
    await mains.activer(page.getByRole('link', { name: 'Solde' }))
    const versement = new URL(page.url()).pathname
    const ecarter = { numero: 'F-2042', motif: 'Le port n’est pas une dépense du devis.' }
    await payer(paie, versement, { slug: d.slug, montant: SOLDE, mandat: '4777', ecarter })
    await lireVersement(suite, versement, SOLDE)
    await expect(page.locator('main')).toContainText(`Écartée : ${ecarter.motif}`)
    await concorder(suite, { vote: VOTE, paye: VOTE })
  })

  await test.step('le dossier est soldé', async () => {
    const { page, mains } = paie.calcule
    await page.goto(`/bureau/${d.slug}/dossiers/${d.id}`)
    await mains.activer(page.getByRole('link', { name: 'Solder le dossier' }).first())
    await mains.activer(page.getByRole('button', { name: 'Solder le dossier' }))
    await expect(page.getByText('Soldé', { exact: true }).first()).toBeVisible()
    const lettre = await dernierCourriel(page, t.adresses.mairie, new RegExp(`${d.numero} est terminé`))
    expect(lettre.texte).toContain(euros(VOTE))
    await mairie.page.goto(`/dossiers/${d.id}`)
    await voir(mairie)
    expect((await (await api.get(`/api/v1/dossiers/${d.id}`)).json()).etat).toBe('solde')
    const ouvert = await (await api.get(`/ouvert/${d.slug}/subventions.csv`)).text()
    expect(ouvert.split('\n').find((l) => l.includes(d.siren))).toContain((VOTE / 100).toFixed(2))
  })
})

test('une petite commune dont l’école n’a pas d’ENT va des devis à la demande du solde, sur un téléphone, avec JavaScript', async ({
  browser,
}) => {
  test.setTimeout(300_000)
  const service = await apiDe('instruction@demo.example')
  const d = await dossierDecide(service, 1, { sansEnt: true })
  const lignes = await lignesDemandees(service, d)
  const total = lignes.reduce((t, l) => t + l.quantite * l.prix_unitaire_ht, 0)
  const { montants } = await (await service.get(`/api/v1/dossiers/${d.id}`)).json()
  const t = await troupe(browser, TELEPHONE, d)
  const mairie = await t.entrer('mairie')
  const agent = await personnage(browser, SANS_SCRIPT, 'instruction')
  const devis = [
    { numero: 'D-1', fournisseur: 'Fournitures du Village', siret: siret(8), contient: () => true, prix: {}, total },
  ]
  const directrice = await t.entrer('directrice')
  await test.step('l’école présente l’ENT à son conseil, avant la convention', () => presenterEnt(directrice, d))
  await lancer(browser, { d, t, mairie, agent, devis, vote: montants.calcule })
  await test.step('la convention sur les données des élèves est signée par la commune, puis par le Rectorat', async () => {
    const pdf = await signerEnt(mairie, await personnage(browser, SANS_SCRIPT, 'rectorat'), d)
    expect(await texteDe(pdf)).toContain(d.ecoles[0]?.uai ?? d.numero)
  })
  await commander(mairie, d, devis)
  await recevoir(directrice, d, 1)
  const { page, mains } = mairie
  await page.goto(`/dossiers/${d.id}/versements/demande`)
  await mains.cocher(page.getByRole('radio', { name: 'Le solde' }))
  await mains.ecrire(page.getByLabel(/^Les autres financeurs/), 'aucun')
  await joindreFacture(mairie, { fournisseur: 'Fournitures du Village', numero: 'FV-1', mandat: '88' })
  await mains.ecrire(page.getByLabel('IBAN'), IBAN)
  await envoyerDemande(mairie, montants.calcule)
})
