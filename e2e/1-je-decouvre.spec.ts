import { expect, test } from '@playwright/test'
import { type Facon, personnage } from './personnages.ts'

const FACONS: Facon[] = [
  { nom: 'avec JavaScript', script: true, largeur: 1280, clavier: false },
  { nom: 'sans JavaScript, à 320 pixels', script: false, largeur: 320, clavier: false },
  { nom: 'au clavier seul', script: true, largeur: 1280, clavier: true },
]

for (const facon of FACONS) {
  test(`une personne qui ne sait rien lit l’appel, vérifie son école et estime la subvention, ${facon.nom}`, async ({
    browser,
  }) => {
    const { page, mains } = await personnage(browser, facon)
    await page.goto('/')
    await mains.activer(page.getByRole('link', { name: 'Découvrir l’appel' }))
    await expect(page.getByRole('heading', { name: 'Les dates' })).toBeVisible()
    await mains.activer(page.getByRole('link', { name: 'Lire l’étape 1' }))
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()

    await page.goto('/appels/demo-ouvert')
    await mains.activer(page.getByRole('link', { name: 'Mon école est-elle concernée' }).first())
    await chercher('Voiron')
    await expect(page.getByRole('heading', { name: 'Oui, cette commune peut candidater' })).toBeVisible()
    await chercher('Paris')
    await expect(page.getByRole('heading', { name: 'Non, cette commune ne peut pas candidater' })).toBeVisible()

    await page.goto('/appels/demo-ouvert/simulateur')
    await mains.ecrire(page.getByLabel('Classes', { exact: true }).first(), '5')
    await mains.ecrire(page.getByLabel('Dont concernées').first(), '3')
    await mains.ecrire(page.getByLabel('Élèves', { exact: true }).first(), '120')
    await mains.choisir(page.getByLabel('Article', { exact: true }).first(), 'Casque audio')
    await mains.ecrire(page.getByLabel('Quantité', { exact: true }).first(), '10')
    await mains.ecrire(page.getByLabel('Prix unitaire HT').first(), '40,00')
    await mains.activer(page.getByRole('button', { name: 'Calculer' }).last())
    // 10 × 40 € × 70 %, explained, and the same by its address alone.
    await expect(page.locator('main')).toContainText(/280,00\s€/)
    const adresse = page.url()
    const autre = await personnage(browser, { ...facon, script: false })
    await autre.page.goto(adresse)
    await expect(autre.page.locator('main')).toContainText(/280,00\s€/)

    async function chercher(mots: string) {
      await mains.ecrire(page.getByLabel(/^Votre commune, votre école/), mots)
      await mains.activer(page.getByRole('button', { name: 'Vérifier' }))
    }
  })
}

test('les documents de l’appel s’ouvrent : agenda, formulaire vierge, flux', async ({ request }) => {
  const agenda = await request.get('/appels/demo-ouvert/calendrier.ics')
  expect([agenda.status(), (await agenda.text()).startsWith('BEGIN:VCALENDAR')]).toEqual([200, true])
  const formulaire = await request.get('/appels/demo-ouvert/formulaire.pdf')
  expect([formulaire.status(), (await formulaire.body()).subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
  const flux = await request.get('/appels.atom')
  expect([flux.status(), (await flux.text()).includes('<feed')]).toEqual([200, true])
})
