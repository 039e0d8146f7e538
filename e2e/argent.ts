import { type APIRequestContext, expect } from '@playwright/test'
import { euros, montantSaisi } from '../src/domaine/montants.ts'
import { texteDuPdf } from '../src/socle/pdf/texte-du-pdf.ts'
import { telecharger } from './gestes.ts'
import { dernierCourriel, type Personnage } from './personnages.ts'
import type { DossierDecide } from './troupe.ts'

/** The text of a PDF, its spaces made simple. */
export const texteDe = async (pdf: Buffer): Promise<string> => {
  const texte = await texteDuPdf(pdf)
  if (typeof texte !== 'string') throw new Error(texte.detail)
  return simple(texte)
}

/** Spaces of every kind made simple, tags left out. */
export const simple = (texte: string): string =>
  texte
    .replace(/<[^>]*>/g, ' ')
    .replace(/&nbsp;|&#160;/g, ' ')
    .replace(/\s+/gu, ' ')

/** Awarded and paid are the same, to the cent, in the API, the export, the town hall's pages and the money of the call. */
export const concorder = async (
  p: { d: DossierDecide; mairie: Personnage; service: Personnage; api: APIRequestContext },
  { vote, paye }: { vote: number; paye: number },
): Promise<void> => {
  const { d, mairie, service, api } = p
  const { montants } = await (await api.get(`/api/v1/dossiers/${d.id}`)).json()
  expect([montants.vote, montants.liquide, montants.paye]).toEqual([vote, paye, paye])
  const somme = (cle: 'vote' | 'paye') =>
    montants.parVolet.reduce((t: number, v: Record<'vote' | 'paye', number>) => t + v[cle], 0)
  expect([somme('vote'), somme('paye')]).toEqual([vote, paye])

  const csv = await (await api.get('/api/v1/export/dossiers.csv')).text()
  const ligne = csv.split('\n').find((l) => l.includes(d.numero)) ?? ''
  expect(ligne.replace(/\s+$/, '')).toMatch(
    new RegExp(`;${montantSaisi(vote)};${montantSaisi(paye)};${montantSaisi(paye)}$`),
  )

  await mairie.page.goto(`/dossiers/${d.id}`)
  await expect(mairie.page.locator('main')).toContainText(`Subvention maximale votée${euros(vote)}`)
  await expect(mairie.page.locator('main')).toContainText(`Déjà versé${euros(paye)}`)
  await mairie.page.goto(`/dossiers/${d.id}/versements`)
  await expect(mairie.page.locator('main')).toContainText(`Subvention maximale votée${euros(vote)}`)
  await expect(mairie.page.locator('main')).toContainText(`Déjà versé${euros(paye)}`)
  await service.page.goto(`/pilotage/${d.slug}/argent`)
  await expect(service.page.getByText('Tout concorde, au centime, avec les dossiers.')).toBeVisible()
}

/** One payment, as the town hall reads it: its page, its letter, the PDF that explains it, the API. */
export const lireVersement = async (
  p: { d: DossierDecide; mairie: Personnage; courriel: string; api: APIRequestContext },
  versement: string,
  montant: number,
): Promise<void> => {
  const { mairie, api, d } = p
  await mairie.page.goto(versement)
  await expect(mairie.page.locator('.laureat-chapo')).toContainText(`Payée ${euros(montant)}`)
  const lien = mairie.page.locator('a[href*="pdf=explication"]')
  expect(await texteDe(await telecharger(mairie.page, lien))).toContain(
    simple(`Montant du versement ${euros(montant)}`),
  )
  const lettre = await dernierCourriel(mairie.page, p.courriel, new RegExp(`versée.*${d.numero}`))
  expect(simple(lettre.texte)).toContain(simple(`vous a versé ${euros(montant)}`))
  const { versements } = await (await api.get(`/api/v1/dossiers/${d.id}`)).json()
  expect(versements.find((v: { id: string }) => versement.endsWith(v.id))).toMatchObject({ montant, etat: 'payee' })
}
