import type { Locator, Page } from '@playwright/test'
import type { Personnage } from './personnages.ts'

/** Today in Paris: year-month-day. */
export const aujourdhui = (): string =>
  new Intl.DateTimeFormat('fr-CA', { timeZone: 'Europe/Paris' }).format(new Date())

/** A day some months after another one: 2026-08-31 + 6 → 2027-02-28. */
export const dansMois = (jour: string, mois: number): string => {
  const [a = 0, m = 0, j = 0] = jour.split('-').map(Number)
  const dernier = new Date(Date.UTC(a, m + mois, 0)).getUTCDate()
  return new Date(Date.UTC(a, m - 1 + mois, Math.min(j, dernier))).toISOString().slice(0, 10)
}

/** The form of the page that ends with this button. */
export const formulaire = (page: Page, bouton: string): Locator =>
  page.locator('form').filter({ has: page.getByRole('button', { name: bouton, exact: true }) })

/** The three fields of a date (year-month-day), in the page or in a form. */
export const dater = async ({ mains }: Personnage, dans: Page | Locator, groupe: string, jour: string) => {
  const [annee = '', mois = '', j = ''] = jour.split('-')
  const champs = dans.getByRole('group', { name: groupe })
  await mains.ecrire(champs.getByLabel('Jour'), j)
  await mains.ecrire(champs.getByLabel('Mois'), mois)
  await mains.ecrire(champs.getByLabel('Année'), annee)
}

/** The system's file chooser is not part of the page: the PDF goes straight into its field. */
export const joindre = (champ: Locator, nom: string, buffer: Buffer) =>
  champ.setInputFiles({ name: `${nom}.pdf`, mimeType: 'application/pdf', buffer })

/** The bytes that a link leads to, for the person who reads the page. */
export const telecharger = async (page: Page, lien: Locator): Promise<Buffer> => {
  const adresse = (await lien.getAttribute('href')) ?? ''
  const reponse = await page.context().request.get(adresse)
  if (!reponse.ok()) throw new Error(`${adresse}: ${reponse.status()}`)
  return reponse.body()
}
