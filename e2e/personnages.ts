import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import { expect } from '@playwright/test'
import type { NomActeur } from './acteurs.ts'
import { env, sessionDe } from './env.ts'
import { clavier, type Mains, souris } from './mains.ts'

export type Facon = { nom: string; script: boolean; largeur: number; clavier: boolean }
/** Somebody who works at a desk, whose browser runs no script. */
export const SANS_SCRIPT: Facon = { nom: 'sans JavaScript', script: false, largeur: 1280, clavier: false }
export type Personnage = { page: Page; mains: Mains; script: boolean }

/** Somebody in a browser of his or her own; `acteur`: already signed in. */
export const personnage = async (browser: Browser, facon: Facon, acteur?: NomActeur): Promise<Personnage> => {
  const options: BrowserContextOptions = {
    baseURL: env().adresse,
    javaScriptEnabled: facon.script,
    viewport: { width: facon.largeur, height: 900 },
    ...(acteur ? { storageState: sessionDe(acteur) } : {}),
  }
  const page = await (await browser.newContext(options)).newPage()
  return { page, mains: facon.clavier ? clavier(page) : souris(), script: facon.script }
}

/** The last letter that this address received: its subject and its text's links. */
export const dernierCourriel = async (
  page: Page,
  adresse: string,
  objet: RegExp,
): Promise<{ liens: string[]; texte: string }> => {
  const boite = page.context().request
  for (let essai = 0; essai < 40; essai++) {
    const liste = await (await boite.get(`/demo/courriels?a=${encodeURIComponent(adresse)}`)).text()
    const lettres = [...liste.matchAll(/href="(\/demo\/courriels\/[0-9a-f-]{36})"[^>]*>([^<]*)</g)]
    const lettre = lettres.find(([, , titre]) => objet.test(titre ?? ''))?.[1]
    if (lettre) {
      const texte = await (await boite.get(lettre)).text()
      return { texte, liens: [...texte.matchAll(/href="([^"]+)"/g)].map(([, href]) => href ?? '') }
    }
    await page.waitForTimeout(250)
  }
  throw new Error(`${adresse} n’a pas reçu de lettre « ${objet.source} »`)
}

/** Signs in by the e-mailed link, as from the page where the person is asked to. */
export const seConnecterParCourriel = async (qui: Personnage, adresse: string): Promise<void> => {
  const { page, mains } = qui
  await mains.ecrire(page.getByLabel('Votre adresse électronique'), adresse)
  await mains.activer(page.getByRole('button', { name: 'Recevoir un lien de connexion' }))
  await expect(page.getByRole('heading', { name: 'Consultez votre messagerie' })).toBeVisible()
  await suivreLien(qui, adresse)
}

/** Opens the link of the last sign-in letter and confirms. */
export const suivreLien = async ({ page, mains }: Personnage, adresse: string): Promise<void> => {
  const { liens } = await dernierCourriel(page, adresse, /connexion|compte/i)
  await page.goto(liens.find((l) => l.includes('/connexion/lien/')) ?? '')
  await mains.activer(page.getByRole('button', { name: 'Confirmer la connexion' }))
}
