import { expect, test } from '@playwright/test'
import { petitPdf } from '../db/pdf.ts'
import { type Facon, type Personnage, personnage, seConnecterParCourriel } from './personnages.ts'
import { compte, village } from './villages.ts'

const FACON: Facon = { nom: 'avec JavaScript', script: true, largeur: 1280, clavier: false }
const SANS_SCRIPT: Facon = { ...FACON, script: false }

const ouvrir = async (qui: Personnage, courriel: string, adresse: string) => {
  await qui.page.goto(adresse)
  await seConnecterParCourriel(qui, courriel)
  await expect(qui.page).toHaveURL(new RegExp(`${adresse}$`))
}

test('ce que l’on tape s’enregistre tout seul', async ({ browser }) => {
  const v = await village('Tullins')
  const qui = await personnage(browser, FACON)
  await ouvrir(qui, v.courriel, `/dossiers/${v.dossier}/ecoles/${v.uai}/projet`)
  const texte = 'Chaque élève lira seul ses consignes, avec les outils qui lui conviennent.'
  await qui.page.getByLabel(/^Décrivez le projet/).pressSequentially(texte)
  await expect(qui.page.getByText(/Enregistré à \d+\sh\s\d\d/)).toBeVisible()
  await qui.page.reload()
  await expect(qui.page.getByLabel(/^Décrivez le projet/)).toHaveValue(texte)
})

test('un fichier coupé en chemin repart d’où il était', async ({ browser }) => {
  const v = await village('Vinay')
  const qui = await personnage(browser, FACON)
  await ouvrir(qui, v.courriel, `/dossiers/${v.dossier}/ecoles/${v.uai}/presentation`)
  const debuts: string[] = []
  await qui.page.route(/\/envois\/.*debut=/, async (route) => {
    debuts.push(new URL(route.request().url()).searchParams.get('debut') ?? '')
    return debuts.length === 2 ? route.abort('connectionreset') : route.continue()
  })
  const lourd = Buffer.concat([
    petitPdf('Attestation de débit', []),
    Buffer.alloc(2_500_000, ' '),
    Buffer.from('\n%%EOF\n'),
  ])
  await qui.page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'mesure.pdf', mimeType: 'application/pdf', buffer: lourd })
  await expect
    .poll(async () => (await (await v.api.get(`/api/v1/dossiers/${v.dossier}`)).json()).completude.manquants, {
      timeout: 30_000,
    })
    .not.toContainEqual(expect.objectContaining({ chemin: expect.stringContaining('attestation_debit') }))
  expect(debuts).toEqual(['0', '1048576', '1048576', '2097152'])
})

test('deux personnes écrivent la même page : la seconde voit les deux textes et choisit', async ({ browser }) => {
  const v = await village('Chirens')
  const collegue = `collegue.${v.siren}@essai.example`
  compte(collegue, 'Alix Collègue', v.siren)
  const adresse = `/dossiers/${v.dossier}/commune`
  const [une, autre] = [await personnage(browser, SANS_SCRIPT), await personnage(browser, SANS_SCRIPT)]
  await ouvrir(une, v.courriel, adresse)
  await ouvrir(autre, collegue, adresse)
  await une.page.getByLabel('Sa qualité').fill('Maire')
  await une.page.getByRole('button', { name: 'Enregistrer et revenir au dossier' }).click()
  await autre.page.getByLabel('Sa qualité').fill('Adjointe au maire')
  await autre.page.getByRole('button', { name: 'Enregistrer et continuer' }).click()
  await expect(autre.page.getByRole('heading', { name: 'Deux personnes ont écrit ici' })).toBeVisible()
  await expect(autre.page.getByText('Adjointe au maire').first()).toBeVisible()
  await autre.page
    .getByRole('radio', { name: /^Le texte de Camille/ })
    .first()
    .check()
  await autre.page.getByRole('button', { name: 'Garder ces choix' }).click()
  await autre.page.goto(adresse)
  await expect(autre.page.getByLabel('Sa qualité')).toHaveValue('Maire')
})

test('la session expire pendant que l’on écrit : on se reconnecte, le texte est là', async ({ browser }) => {
  const v = await village('Renage')
  const adresse = `/dossiers/${v.dossier}/ecoles/${v.uai}/parentalite`
  const qui = await personnage(browser, SANS_SCRIPT)
  await ouvrir(qui, v.courriel, adresse)
  const texte = 'Des familles demandent comment aider leur enfant à la maison.'
  await qui.page.getByLabel(/^Questions et besoins/).fill(texte)
  await qui.page.context().clearCookies({ name: 'session' })
  await qui.page.getByRole('button', { name: 'Enregistrer et continuer' }).click()
  await expect(qui.page.getByRole('heading', { name: 'Se connecter' })).toBeVisible()
  await seConnecterParCourriel(qui, v.courriel)
  await expect(qui.page).toHaveURL(new RegExp(adresse))
  await expect(qui.page.getByLabel(/^Questions et besoins/)).toHaveValue(texte)
})

test('un double clic ne fait rien deux fois', async ({ browser }) => {
  const v = await village('Beaucroissant')
  const qui = await personnage(browser, SANS_SCRIPT)
  await ouvrir(qui, v.courriel, `/dossiers/${v.dossier}/personnes`)
  await qui.page.getByLabel('Son adresse électronique').fill('erun.voiron@demo.example')
  await qui.page.getByRole('radio', { name: /^ERUN/ }).check()
  await qui.page.getByRole('button', { name: 'Envoyer l’invitation' }).dblclick()
  await expect(qui.page.getByRole('heading', { level: 1 })).toBeVisible()
  const journal = await (await v.api.get(`/api/v1/dossiers/${v.dossier}/journal`)).json()
  expect(journal.elements.filter((l: { acte: string }) => l.acte === 'inviter')).toHaveLength(1)
})

test('une page d’avant, un formulaire sans jeton, une adresse inconnue : une phrase claire à chaque fois', async ({
  browser,
}) => {
  const v = await village('Saint-Cassien')
  const qui = await personnage(browser, SANS_SCRIPT)
  await ouvrir(qui, v.courriel, `/dossiers/${v.dossier}/commune`)
  const sans = await qui.page.request.post(`/dossiers/${v.dossier}/retrait`, {
    form: { motif: 'x' },
    headers: { origin: 'https://ailleurs.example' },
  })
  expect(sans.status()).toBe(403)
  const inconnue = await qui.page.goto('/dossiers/01990000-0000-7000-8000-000000000000')
  expect(inconnue?.status()).toBe(404)
  await expect(qui.page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(qui.page.getByRole('link', { name: /accueil/i }).first()).toBeVisible()
})
