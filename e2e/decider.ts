import { expect, type Page } from '@playwright/test'
import { aujourdhui } from './gestes.ts'
import type { Personnage } from './personnages.ts'

export type Decision = 'Retenir' | 'Liste d’attente' | 'Ne pas retenir'

/** Every item of the checklist is « Conforme ». */
export const examiner = async ({ page, mains }: Personnage, slug: string, id: string) => {
  await page.goto(`/bureau/${slug}/dossiers/${id}?onglet=examen`)
  for (const radio of await page.getByRole('radio', { name: 'Conforme', exact: true }).all()) await mains.cocher(radio)
  await mains.activer(page.getByRole('button', { name: 'Enregistrer l’examen' }))
}

/** From the page that the examination leads to. */
export const declarerConforme = async ({ page, mains }: Personnage) => {
  await mains.activer(page.getByRole('link', { name: 'Déclarer le dossier conforme' }).first())
  await mains.activer(page.getByRole('button', { name: 'Déclarer le dossier conforme' }))
  await expect(page.getByText('Conforme', { exact: true }).first()).toBeVisible()
}

/** The addresses of the projects of a dossier on the list of those to score. */
export const projetsANoter = async ({ page }: Personnage, slug: string, id = ''): Promise<string[]> => {
  await page.goto(`/bureau/${slug}/notation`)
  const liens = page.locator(`main a[href*="/bureau/${slug}/notation/${id}"]`)
  return [...new Set(await liens.evaluateAll((l) => l.map((a) => a.getAttribute('href') ?? '')))]
}

/** The same score on each criterion that is scored by hand. */
export const noter = async ({ page, mains }: Personnage, adresse: string, note = 4) => {
  await page.goto(adresse)
  for (const champ of await page.getByLabel(/^Note de 0 à 5/).all()) await mains.ecrire(champ, String(note))
  for (const champ of await page.getByLabel('Justification').all()) await mains.ecrire(champ, 'Besoins bien décrits.')
  await mains.activer(page.getByRole('button', { name: 'Enregistrer la note' }))
  await expect(page.getByText('Votre note est enregistrée')).toBeVisible()
}

/** A session tomorrow, with every conform dossier on its agenda; the page shows it. */
export const preparerSeance = async ({ page, mains }: Personnage, slug: string) => {
  await page.goto(`/bureau/${slug}/seances`)
  const demain = new Date(Date.parse(`${aujourdhui()}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
  const [annee = '', mois = '', jour = ''] = demain.split('-')
  const date = page.getByRole('group', { name: /date/i }).first()
  await mains.ecrire(date.getByLabel('Jour'), jour)
  await mains.ecrire(date.getByLabel('Mois'), mois)
  await mains.ecrire(date.getByLabel('Année'), annee)
  await mains.activer(page.getByRole('button', { name: 'Préparer la séance' }))
}

export const ouvrirSalle = async ({ page, mains }: Personnage) => {
  await mains.activer(page.getByRole('button', { name: /^Ouvrir la séance/ }))
  await mains.activer(page.getByRole('link', { name: 'Ouvrir l’écran de la salle' }))
}

/** Project after project on the screen of the room; undefined leaves one without a decision. */
export const deciderEnSalle = async (
  { page, mains }: Personnage,
  choix: (projet: string, ecran: Page) => Promise<Decision | undefined>,
) => {
  const vus = new Set<string>()
  for (;;) {
    const projet = (await page.locator('input[name=projet]').first().getAttribute('value')) ?? ''
    if (!vus.has(projet)) {
      vus.add(projet)
      const decision = await choix(projet, page)
      if (decision) await mains.activer(page.getByRole('button', { name: decision, exact: true }))
    }
    const total = Number(/Projet \d+ sur (\d+)/.exec((await page.locator('main').textContent()) ?? '')?.[1])
    if (vus.size === total) return
    // After a decision the screen went on to the first project without one, seen or not.
    if (!vus.has((await page.locator('input[name=projet]').first().getAttribute('value')) ?? '')) continue
    const suivant = page.getByRole('link', { name: 'Projet suivant' })
    if ((await suivant.count()) === 0) return
    await mains.activer(suivant)
  }
}

export const clore = async ({ page, mains }: Personnage) => {
  await mains.activer(page.getByRole('link', { name: 'La séance' }).first())
  await mains.activer(page.getByRole('button', { name: 'Clore la séance' }))
  await expect(page.getByRole('link', { name: 'Publier les résultats' })).toBeVisible()
}
