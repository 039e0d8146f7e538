import { expect } from '@playwright/test'
import { euros } from '../src/domaine/montants.ts'
import { texteDe } from './argent.ts'
import type { DevisAEnvoyer } from './conventionner.ts'
import { aujourdhui, dansMois, dater, telecharger } from './gestes.ts'
import type { Personnage } from './personnages.ts'
import type { DossierDecide } from './troupe.ts'

/** « Conforme au devis », quote after quote. */
export const commander = async ({ page, mains }: Personnage, d: DossierDecide, devis: DevisAEnvoyer[]) => {
  await page.goto(`/dossiers/${d.id}/achats`)
  for (const q of devis) {
    const liste = page.getByLabel('Devis commandé')
    if ((await liste.count()) > 0) await mains.choisir(liste, q.fournisseur)
    await mains.activer(page.getByRole('button', { name: 'Conforme au devis : enregistrer' }))
    await expect(page.getByRole('row').filter({ hasText: q.fournisseur })).toContainText(euros(q.total))
  }
}

/** « Tout est livré » in the schools that this person answers for. */
export const recevoir = async ({ page, mains }: Personnage, d: DossierDecide, ecoles: number) => {
  await page.goto(`/dossiers/${d.id}/achats`)
  await expect(page.getByRole('button', { name: 'Tout est livré' })).toHaveCount(ecoles)
  for (let i = 0; i < ecoles; i++) await mains.activer(page.getByRole('button', { name: 'Tout est livré' }).first())
  await expect(page.getByText('La livraison est déclarée.')).toBeVisible()
}

/** The district takes note of the first delivery that it reads. */
export const repondre = async ({ page, mains }: Personnage, d: DossierDecide) => {
  await page.goto(`/dossiers/${d.id}/achats`)
  await mains.activer(page.getByRole('button', { name: /Vu, rien à signaler/ }).first())
  await expect(page.getByText('Votre réponse est enregistrée.')).toBeVisible()
}

/** More time: asked by the town hall, examined by the agent, granted by a letter of the presidency; the agreement says it. */
export const prolonger = async (
  { mairie, agent, presidence }: Record<'mairie' | 'agent' | 'presidence', Personnage>,
  d: DossierDecide,
) => {
  const { page, mains } = mairie
  await page.goto(`/dossiers/${d.id}/convention`)
  await mains.activer(page.getByRole('link', { name: 'Demander un changement' }))
  await mains.activer(page.getByRole('link', { name: 'Plus de temps' }))
  await dater(mairie, page, 'Nouvelle date de fin des achats', dansMois(aujourdhui(), 30))
  await mains.ecrire(page.getByLabel('Pourquoi ?'), 'Le fournisseur annonce six mois de retard.')
  await mains.activer(page.getByRole('button', { name: 'Envoyer la demande' }))
  const avenant = new URL(page.url()).pathname
  await agent.page.goto(avenant)
  await agent.mains.activer(agent.page.getByRole('button', { name: 'Enregistrer l’instruction' }))
  await presidence.page.goto(avenant)
  await dater(presidence, presidence.page, 'Date de la réponse', aujourdhui())
  await presidence.mains.activer(presidence.page.getByRole('button', { name: 'Accepter le changement' }))
  await page.goto(avenant)
  const ligne = page.locator('.govuk-summary-list__row').filter({ hasText: 'Convention à jour' })
  const aJour = await telecharger(page, ligne.getByRole('link').last())
  expect(await texteDe(aJour)).toContain('Prorogation')
}
