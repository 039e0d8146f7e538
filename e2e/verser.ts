import { expect } from '@playwright/test'
import { petitPdf } from '../db/pdf.ts'
import { euros, montantSaisi } from '../src/domaine/montants.ts'
import { simple, texteDe } from './argent.ts'
import { aujourdhui, dater, formulaire, joindre, telecharger } from './gestes.ts'
import type { Personnage } from './personnages.ts'

/** An invoice of a claim: of a supplier whose order proposes it, amounts included, or one more, typed whole. */
export type FactureAJoindre = { fournisseur: string; numero: string; mandat: string } & (
  | { ht?: undefined }
  | { siret: string; ht: number; tva: number }
)

/** Fills in one block of the claim: what the order already says is left as proposed. */
export const joindreFacture = async (mairie: Personnage, f: FactureAJoindre): Promise<void> => {
  const { page, mains } = mairie
  const bloc = await blocDe(mairie, f)
  await joindre(bloc.getByLabel(/^Fichier/), f.numero, petitPdf(`Facture ${f.numero}`, [f.fournisseur]))
  await mains.ecrire(bloc.getByLabel('Numéro de la facture'), f.numero)
  await dater(mairie, bloc, 'Date de la facture', aujourdhui())
  await mains.ecrire(bloc.getByLabel('Numéro du mandat de paiement'), f.mandat)
  await dater(mairie, bloc, 'Date du mandat', aujourdhui())
  if (f.ht === undefined) return
  await mains.ecrire(bloc.getByLabel('SIRET du fournisseur'), f.siret)
  await mains.ecrire(bloc.getByLabel('Montant hors taxes'), montantSaisi(f.ht))
  await mains.ecrire(bloc.getByLabel('TVA', { exact: true }), montantSaisi(f.tva))
  await expect(page.locator('main')).toBeVisible()
}

const blocDe = async ({ page, mains }: Personnage, f: FactureAJoindre) => {
  const blocs = page.locator('fieldset').filter({ has: page.locator('legend', { hasText: /^Facture \d/ }) })
  if (f.ht === undefined) return blocs.filter({ has: page.locator('legend', { hasText: f.fournisseur }) }).first()
  await mains.activer(page.getByText('Ajouter d’autres factures, ou un avoir'))
  return blocs.filter({ has: page.locator('legend', { hasText: /^Facture \d+$/ }) }).first()
}

/** The statement made from the invoices of the form, visaed by the accountant and joined; then what is to be read, and the filing. */
export const envoyerDemande = async (mairie: Personnage, attendu: number): Promise<void> => {
  const { page, mains } = mairie
  await joindre(page.getByLabel(/^Document visé/), 'etat-recapitulatif-vise', petitPdf('État récapitulatif visé', []))
  await mains.activer(page.getByRole('button', { name: 'Vérifier la demande' }))
  await expect(page.locator('main')).toContainText(`Montant attendu : ${euros(attendu)}`)
  await mains.activer(page.getByRole('button', { name: 'Envoyer la demande' }))
  await expect(page.getByText('Votre demande est reçue.')).toBeVisible()
}

type Paie = { calcule: Personnage; valide: Personnage }

/** One person computes, another approves, then the payment order and the payment; each reads the same amount. */
export const payer = async (
  { calcule, valide }: Paie,
  versement: string,
  p: { slug: string; montant: number; mandat: string; ecarter?: { numero: string; motif: string } },
): Promise<void> => {
  const { page, mains } = calcule
  const montant = euros(p.montant)
  await page.goto(versement)
  await expect(page.locator('main')).toContainText(`Montant du versement${montant}`)
  if (p.ecarter)
    await mains.ecrire(page.getByLabel(`Écarter la facture ${p.ecarter.numero} ? (facultatif)`), p.ecarter.motif)
  await mains.activer(page.getByRole('button', { name: 'Enregistrer le calcul' }))
  await expect(page.locator('.laureat-chapo')).toContainText(montant)
  await expect(page.getByRole('button', { name: 'Valider pour mandatement' })).toHaveCount(0)

  await valide.page.goto(versement)
  await expect(valide.page.locator('.laureat-chapo')).toContainText(montant)
  await valide.mains.activer(valide.page.getByRole('button', { name: 'Valider pour mandatement' }))

  await page.goto(versement)
  expect(await texteDe(await telecharger(page, page.locator('a[href*="pdf=liquidation"]')))).toContain(simple(montant))
  const fichier = await page.context().request.get(`/bureau/${p.slug}/paiements/fichier/csv`)
  const ligne = (await fichier.text()).split('\n').find((l) => l.startsWith(versement.split('/').at(-1) ?? ''))
  expect(ligne).toContain(`;${montantSaisi(p.montant)};`)
  await mains.ecrire(page.getByLabel('Numéro du mandat de paiement', { exact: true }), p.mandat)
  await mains.activer(page.getByRole('button', { name: 'Enregistrer le mandat' }))
  const f = formulaire(page, 'Enregistrer le paiement')
  await mains.ecrire(f.getByLabel('Montant payé'), montantSaisi(p.montant))
  await mains.activer(f.getByRole('button', { name: 'Enregistrer le paiement' }))
  await expect(page.locator('.laureat-chapo')).toContainText('Payée')
}
