import { type Browser, expect } from '@playwright/test'
import { ecrireProjet, repondreCommune } from '../deposer.ts'
import { type Personnage, personnage, SANS_SCRIPT, seConnecterParCourriel } from '../personnages.ts'
import type { Village } from './villages.ts'

export const SLUG = 'demo-ouvert'

/** A town hall of the wave, signed in by the letter that it receives, in a browser of its own. */
export const mairieDe = async (browser: Browser, v: Village): Promise<Personnage> => {
  const mairie = await personnage(browser, SANS_SCRIPT)
  await mairie.page.goto('/connexion')
  await seConnecterParCourriel(mairie, v.mairie)
  return mairie
}

/** From the call's page to the receipt; what the school asks is written by the town hall, which attests its head's agreement. */
export const deposer = async (browser: Browser, v: Village) => {
  const mairie = await mairieDe(browser, v)
  const { page, mains } = mairie
  await page.goto(`/appels/${SLUG}/candidater`)
  await mains.activer(page.getByRole('button', { name: 'Commencer le dossier' }))
  await expect(page.getByRole('heading', { level: 1, name: 'Votre candidature' })).toBeVisible()
  v.dossier = /\/dossiers\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''
  await mains.activer(page.getByRole('link', { name: 'Ajouter une école' }).first())
  await mains.activer(page.getByRole('button', { name: 'Ajouter' }).first())
  await expect(page.getByText('est dans votre dossier')).toBeVisible()
  await repondreCommune(mairie, v.dossier, v.mairie)
  await page.goto(`/dossiers/${v.dossier}/ecoles/${v.uai}/presentation`)
  await ecrireProjet(mairie, v.projet)
  await page.goto(`/dossiers/${v.dossier}/relecture`)
  await mains.activer(page.getByRole('link', { name: 'Continuer vers le dépôt' }).first())
  for (const boite of await page.getByRole('checkbox').all()) await mains.cocher(boite)
  await mains.activer(page.getByRole('button', { name: 'Déposer la candidature' }))
  await expect(page.getByRole('heading', { level: 1, name: 'Votre candidature est déposée' })).toBeVisible()
  v.numero = /DEMO-\d{4}/.exec((await page.locator('main').textContent()) ?? '')?.[0] ?? ''
  expect(v.numero).not.toBe('')
  await page.context().close()
}

/** The completion that was asked: the right figure, then everything sent. */
export const completer = async (browser: Browser, v: Village) => {
  const mairie = await mairieDe(browser, v)
  const { page, mains } = mairie
  await page.goto(`/dossiers/${v.dossier}/complements`)
  await expect(page.locator('main')).toContainText('20 Mb/s')
  await page.goto(`/dossiers/${v.dossier}/ecoles/${v.uai}/presentation`)
  await mains.ecrire(page.getByLabel('Débit internet disponible dans chaque classe concernée', { exact: true }), '45')
  await mains.activer(page.getByRole('button', { name: /^Enregistrer/ }).first())
  await page.goto(`/dossiers/${v.dossier}/complements`)
  await mains.activer(page.getByRole('button', { name: /compl/i }))
  await expect(page.getByText('Il y a un problème')).toHaveCount(0)
  await page.context().close()
}
