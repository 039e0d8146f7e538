import { expect } from '@playwright/test'
import { petitPdf } from '../db/pdf.ts'
import { euros, montantSaisi } from '../src/domaine/montants.ts'
import { aujourdhui, dansMois, dater, formulaire, joindre, telecharger } from './gestes.ts'
import type { Personnage } from './personnages.ts'
import type { DossierDecide } from './troupe.ts'

export type DevisAEnvoyer = {
  numero: string
  fournisseur: string
  siret: string
  /** Which lines of the request this quote holds. */
  contient: (article: string, ecole: string) => boolean
  /** Unit prices HT that differ from the request, by article, in cents. */
  prix: Record<string, number>
  /** HT, in cents. */
  total: number
}

/** The town hall sends a quote: its head, then the lines of the request, corrected where the quote differs. */
export const envoyerDevis = async (mairie: Personnage, d: DossierDecide, q: DevisAEnvoyer): Promise<void> => {
  const { page, mains } = mairie
  await page.goto(`/dossiers/${d.id}/devis`)
  await mains.activer(page.getByRole('link', { name: 'Envoyer un devis' }).first())
  await joindre(page.getByLabel('Fichier du devis'), q.numero, petitPdf(`Devis ${q.numero}`, [q.fournisseur]))
  await mains.ecrire(page.getByLabel('Nom du fournisseur'), q.fournisseur)
  await mains.ecrire(page.getByLabel('Numéro SIRET du fournisseur'), q.siret)
  await mains.ecrire(page.getByLabel('Numéro du devis'), q.numero)
  await dater(mairie, page, 'Date du devis', aujourdhui())
  await dater(mairie, page, 'Valable jusqu’au', dansMois(aujourdhui(), 6))
  await mains.ecrire(page.getByLabel('Total écrit sur le devis'), montantSaisi(q.total))
  for (let i = 0; (await page.locator(`[name="lignes.${i}.article"]`).count()) > 0; i++) {
    const champ = (nom: string) => page.locator(`[name="lignes.${i}.${nom}"]`)
    const article = await champ('article').inputValue()
    const prix = q.prix[article]
    const ecole = (await champ('ecole').count()) > 0 ? await champ('ecole').inputValue() : ''
    if (!q.contient(article, ecole)) await mains.ecrire(champ('quantite'), '0')
    else if (prix !== undefined) await mains.ecrire(champ('prixUnitaireHt'), montantSaisi(prix))
  }
  await mains.activer(page.getByRole('button', { name: 'Envoyer le devis' }))
  await expect(page.getByRole('row').filter({ hasText: q.numero })).toContainText(euros(q.total))
}

/** The agent reads each quote beside the request and declares it conform; everything funded is then covered. */
export const declarerConformes = async (agent: Personnage, d: DossierDecide, devis: DevisAEnvoyer[]): Promise<void> => {
  const { page, mains } = agent
  for (const { numero, total } of devis) {
    await page.goto(`/dossiers/${d.id}/devis`)
    await mains.activer(page.getByRole('row').filter({ hasText: numero }).getByRole('link'))
    await expect(page.getByRole('heading', { level: 1 })).toContainText(numero)
    await expect(page.locator('main')).toContainText(`${euros(total)} HT`)
    await mains.activer(page.getByRole('button', { name: 'Déclarer conforme' }))
    await expect(page.getByText('C’est enregistré.')).toBeVisible()
  }
  await expect(page.getByText('Tout ce qui est financé a un devis conforme.')).toBeVisible()
}

/** The amount that the quotes give is fixed, and the dossier goes on the agenda. */
export const mettreAuVote = async (agent: Personnage, d: DossierDecide): Promise<void> => {
  const { page, mains } = agent
  await page.goto(`/bureau/${d.slug}/dossiers/${d.id}`)
  await mains.activer(page.getByRole('link', { name: 'Arrêter le montant proposé au vote' }).first())
  await mains.activer(page.getByRole('button', { name: 'Arrêter le montant proposé au vote' }))
  await expect(page.getByRole('heading', { level: 1 })).toContainText(d.nom)
  await page.goto(`/bureau/${d.slug}/commission-permanente`)
  await mains.cocher(page.getByLabel(`Choisir le dossier ${d.numero}`))
  await mains.activer(page.getByRole('button', { name: 'Inscrire les dossiers cochés' }))
  await expect(page.getByText('1 dossier enregistré.')).toBeVisible()
}

/** The assembly's secretary records the vote of this dossier alone: enforceable the same day. */
export const voter = async (secretaire: Personnage, d: DossierDecide, deliberation: string): Promise<void> => {
  const { page, mains } = secretaire
  await page.goto(`/bureau/${d.slug}/commission-permanente`)
  // The agent put it on the agenda without a day: other sessions may stand before.
  const aFixer = page.getByRole('link', { name: /^Séance à fixer/ })
  if ((await aFixer.count()) > 0) await mains.activer(aFixer)
  const f = formulaire(page, 'Accorder les dossiers cochés')
  await mains.cocher(f.getByLabel(`Choisir le dossier ${d.numero}`))
  await dater(secretaire, f, 'Date de la séance', aujourdhui())
  await mains.ecrire(f.getByLabel('Numéro de la délibération'), deliberation)
  await dater(secretaire, f, 'Transmise au préfet le (facultatif)', aujourdhui())
  await dater(secretaire, f, 'Publiée le (facultatif)', aujourdhui())
  await mains.activer(f.getByRole('button', { name: 'Accorder les dossiers cochés' }))
  await expect(page.getByText('1 dossier enregistré.')).toBeVisible()
}

/** The deliberation of the beneficiary, then the agreement that its page gives, signed and returned. Answers the signed PDF. */
export const delibererEtSigner = async (mairie: Personnage, d: DossierDecide): Promise<Buffer> => {
  const { page, mains } = mairie
  await page.goto(`/dossiers/${d.id}/convention`)
  const f = formulaire(page, 'Enregistrer la délibération')
  await joindre(f.getByLabel('Délibération', { exact: true }), 'deliberation', petitPdf('Délibération', [d.nom]))
  await dater(mairie, f, 'Date de la séance', aujourdhui())
  await mains.cocher(f.getByRole('checkbox', { name: 'Elle autorise à signer la convention' }))
  await mains.activer(f.getByRole('button', { name: 'Enregistrer la délibération' }))
  const original = await telecharger(page, page.getByRole('link', { name: /^Convention du/ }).first())
  const pdf = signee(original, 'commune')
  await signer(mairie, 'Envoyer la convention signée', { pdf, nom: 'Camille Parcours', qualite: 'Maire' })
  return pdf
}

/** The President signs what the town hall returned, then notifies: the programme is launched. */
export const signerEtNotifier = async (presidence: Personnage, d: DossierDecide, pdf: Buffer): Promise<void> => {
  const { page, mains } = presidence
  await page.goto(`/dossiers/${d.id}/convention`)
  await expect(page.getByText('Le document signé porte le texte de la convention envoyée.')).toBeVisible()
  const qui = { nom: 'Dominique Exemple', qualite: 'Vice-présidence' }
  await signer(presidence, 'Enregistrer la signature', { pdf: signee(pdf, 'Département'), ...qui })
  await mains.activer(page.getByRole('button', { name: 'Notifier la subvention' }))
  await expect(page.getByText('Notifiée le')).toBeVisible()
}

/** What signing software does: the same bytes, and an update after them. */
const signee = (pdf: Buffer, par: string): Buffer => Buffer.concat([pdf, Buffer.from(`\n% ${par}\n%%EOF\n`)])

const signer = async (
  qui: Personnage,
  bouton: string,
  p: { pdf: Buffer; nom: string; qualite: string },
): Promise<void> => {
  const f = formulaire(qui.page, bouton)
  await joindre(f.getByLabel('Convention signée (PDF)'), 'convention-signee', p.pdf)
  await qui.mains.ecrire(f.getByLabel('Nom du signataire'), p.nom)
  await qui.mains.ecrire(f.getByLabel('En qualité de'), p.qualite)
  await dater(qui, f, 'Date de la signature', aujourdhui())
  await qui.mains.activer(f.getByRole('button', { name: bouton }))
  await expect(qui.page.getByText('C’est enregistré.')).toBeVisible()
}
