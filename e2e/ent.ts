import { expect } from '@playwright/test'
import { aujourdhui, dater, formulaire, joindre, telecharger } from './gestes.ts'
import type { Personnage } from './personnages.ts'
import type { DossierDecide } from './troupe.ts'

/** The head of a school without ENT says when its council saw it. */
export const presenterEnt = async (directrice: Personnage, d: DossierDecide): Promise<void> => {
  const { page, mains } = directrice
  await page.goto(`/dossiers/${d.id}/piliers`)
  const geste = page.locator('details').filter({ hasText: 'L’ENT a été présenté au conseil d’école' })
  await mains.activer(geste.locator('summary'))
  await dater(directrice, geste, 'Date du conseil d’école', aujourdhui())
  await mains.activer(geste.getByRole('button', { name: 'Enregistrer' }))
  await expect(geste).toHaveCount(0)
}

/** The agreement on pupils' data that left with the subsidy's: the town hall signs it, then the Rectorat reads that it is the same text
 * and signs too; both see the state of the school. */
export const signerEnt = async (mairie: Personnage, rectorat: Personnage, d: DossierDecide): Promise<Buffer> => {
  const ecole = (qui: Personnage) => qui.page.getByRole('row').filter({ hasText: d.ecoles[0]?.nom ?? '' })
  await mairie.page.goto(`/dossiers/${d.id}/convention`)
  await expect(ecole(mairie)).toContainText('Présenté')
  await expect(ecole(mairie)).toContainText('À signer par le bénéficiaire')
  const lien = mairie.page.getByRole('link', { name: /Convention ENT|données des élèves/ }).first()
  const pdf = await telecharger(mairie.page, lien)
  await signer(mairie, pdf, { nom: 'Camille Parcours' })
  await expect(ecole(mairie)).toContainText('À signer par le Rectorat')

  await rectorat.page.goto(`/dossiers/${d.id}/convention`)
  await expect(rectorat.page.getByText('Le document signé porte le texte de la convention ENT envoyée.')).toBeVisible()
  await signer(rectorat, pdf, { nom: 'Alix Académie' })
  await expect(ecole(rectorat)).toContainText('Signée des deux côtés')
  await mairie.page.goto(`/dossiers/${d.id}/convention`)
  await expect(ecole(mairie)).toContainText('Signée des deux côtés')
  return pdf
}

const signer = async (qui: Personnage, pdf: Buffer, p: { nom: string }): Promise<void> => {
  const f = formulaire(qui.page, 'Enregistrer la convention ENT')
  const signe = Buffer.concat([pdf, Buffer.from(`\n% ${p.nom}\n%%EOF\n`)])
  await joindre(f.getByLabel('Convention ENT signée (PDF)'), 'convention-ent', signe)
  await qui.mains.ecrire(f.getByLabel('Nom de la personne qui a signé'), p.nom)
  await dater(qui, f, 'Date de cette signature', aujourdhui())
  await qui.mains.activer(f.getByRole('button', { name: 'Enregistrer la convention ENT' }))
  await expect(qui.page.getByText('C’est enregistré.')).toBeVisible()
}
