import { expect, type Page, test } from '@playwright/test'
import { petitPdf } from '../db/pdf.ts'
import { dossiersDuMonde } from './env.ts'
import { aujourdhui, dater, joindre } from './gestes.ts'
import { personnage, SANS_SCRIPT } from './personnages.ts'

const FACONS = [SANS_SCRIPT]
const SIREN = { crolles: '213801400', matheysine: '200040657' }

const dossierDe = (siren: string, etat: string): string =>
  dossiersDuMonde().find((d) => d.organisme.siren === siren && d.etat === etat)?.id ?? ''

const joindrePiece = (page: Page, titre: string) =>
  joindre(page.locator('input[type=file]').first(), titre, petitPdf(titre, []))

for (const facon of FACONS) {
  test(`la commune signe, le Département signe et notifie, ${facon.nom}`, async ({ browser }) => {
    const id = dossierDe(SIREN.crolles, 'convention_envoyee')
    const adresse = `/dossiers/${id}/convention`
    const mairie = await personnage(browser, facon, 'crolles')
    await test.step('la délibération, puis la convention signée', async () => {
      const { page, mains } = mairie
      await page.goto(adresse)
      await joindrePiece(page, 'Délibération')
      await dater(mairie, page, 'Date de la séance', aujourdhui())
      await mains.cocher(page.getByRole('checkbox', { name: 'Elle autorise à signer la convention' }))
      await mains.activer(page.getByRole('button', { name: 'Enregistrer la délibération' }))
      await joindrePiece(page, 'Convention signée')
      await mains.ecrire(page.getByLabel('Nom du signataire'), 'Anne Essai')
      await mains.ecrire(page.getByLabel('En qualité de'), 'Maire')
      await dater(mairie, page, 'Date de la signature', aujourdhui())
      await mains.activer(page.getByRole('button', { name: 'Envoyer la convention signée' }))
      await expect(page.getByRole('button', { name: 'Envoyer la convention signée' })).toHaveCount(0)
    })
    await test.step('la présidence signe et notifie', async () => {
      const presidence = await personnage(browser, facon, 'presidence')
      const { page, mains } = presidence
      await page.goto(adresse)
      await joindrePiece(page, 'Convention signée des deux parties')
      await mains.ecrire(page.getByLabel('Nom du signataire'), 'Dominique Exemple')
      await mains.ecrire(page.getByLabel('En qualité de'), 'Vice-présidence')
      await dater(presidence, page, 'Date de la signature', aujourdhui())
      await mains.activer(page.getByRole('button', { name: 'Enregistrer la signature' }))
      await dater(presidence, page, 'Date d’envoi de la notification', aujourdhui())
      await mains.activer(page.getByRole('button', { name: 'Notifier la subvention' }))
      await expect(page.getByRole('button', { name: 'Notifier la subvention' })).toHaveCount(0)
    })
    await mairie.page.goto(`/dossiers/${id}`)
    await expect(mairie.page.getByText('Programme lancé').first()).toBeVisible()
  })

  test(`une demande de versement est calculée, validée par une autre personne, mandatée et payée, ${facon.nom}`, async ({
    browser,
  }) => {
    const id = dossierDe(SIREN.matheysine, 'notifie')
    const porteur = await personnage(browser, facon, 'epci')
    await porteur.page.goto(`/dossiers/${id}/versements`)
    await porteur.mains.activer(
      porteur.page
        .locator(`main a[href*="/dossiers/${id}/versements/"]`)
        .filter({ hasNotText: /demander/i })
        .first(),
    )
    const versement = new URL(porteur.page.url()).pathname
    const paiement = await personnage(browser, facon, 'paiement')
    const validation = await personnage(browser, facon, 'validation')

    await paiement.page.goto(versement)
    await paiement.mains.activer(paiement.page.getByRole('button', { name: 'Enregistrer le calcul' }))
    await expect(paiement.page.getByRole('button', { name: 'Valider pour mandatement' })).toHaveCount(0)
    await validation.page.goto(versement)
    await validation.mains.activer(validation.page.getByRole('button', { name: 'Valider pour mandatement' }))
    await paiement.page.goto(versement)
    await paiement.mains.ecrire(paiement.page.getByLabel(/^Numéro du mandat/), '4512')
    await dater(paiement, paiement.page, 'Date du mandat', aujourdhui())
    await paiement.mains.activer(paiement.page.getByRole('button', { name: 'Enregistrer le mandat' }))
    await dater(paiement, paiement.page, 'Payée le', aujourdhui())
    const montant = (await paiement.page.locator('.laureat-chapo').textContent())?.match(/[\d\s]+,\d\d/)?.[0] ?? ''
    await paiement.mains.ecrire(paiement.page.getByLabel('Montant payé'), montant.trim())
    await paiement.mains.activer(paiement.page.getByRole('button', { name: 'Enregistrer le paiement' }))
    await porteur.page.goto(versement)
    await expect(porteur.page.getByText('Payée').first()).toBeVisible()
  })
}
