import { expect } from '@playwright/test'
import { petitPdf } from '../db/pdf.ts'
import type { Personnage } from './personnages.ts'

/** What a school asks: enough to draw its project apart from the others. */
export type Projet = { classes: number; debit: number; article: string; quantite: number; prix: string }
export const PETIT_PROJET: Projet = { classes: 2, debit: 40, article: 'Casque audio', quantite: 10, prix: '40,50' }

/** The two sections of the town hall. */
export const repondreCommune = async (
  { page, mains }: Personnage,
  dossier: string,
  contact = 'alix.parcours@essai.example',
) => {
  await page.goto(`/dossiers/${dossier}/commune`)
  const reponses: [string, string][] = [
    ['Prénom et nom de la personne à contacter', 'Alix Parcours'],
    ['Sa fonction', 'Secrétaire de mairie'],
    ['Son adresse électronique', contact],
    ['Son numéro de téléphone', '04 65 71 00 00'],
    ['Prénom et nom du signataire', 'Camille Parcours'],
    ['Sa qualité', 'Maire'],
    ['Nombre d’écoles concernées', '1'],
  ]
  for (const [libelle, texte] of reponses) await mains.ecrire(page.getByLabel(libelle, { exact: true }), texte)
  await mains.activer(page.getByRole('button', { name: 'Enregistrer et continuer' }))
  await expect(page.getByRole('heading', { level: 1, name: 'Financement' })).toBeVisible()
}

const continuer = async ({ page, mains }: Personnage, suivante: string) => {
  await mains.activer(page.getByRole('button', { name: 'Enregistrer et continuer' }))
  await expect(page.getByRole('heading', { level: 1, name: suivante })).toBeVisible()
}

/** The five sections of a school, from its first one, which is open, to the way back to the dossier. */
export const ecrireProjet = async (qui: Personnage, p: Projet = PETIT_PROJET) => {
  const { page, mains } = qui
  const nombres: [string, string][] = [
    ['Nombre de classes', String(p.classes * 2)],
    ['Nombre de classes concernées par le projet', String(p.classes)],
    ['Nombre d’élèves', String(p.classes * 45)],
    ['Débit internet disponible dans chaque classe concernée', String(p.debit)],
  ]
  for (const [libelle, texte] of nombres) await mains.ecrire(page.getByLabel(libelle, { exact: true }), texte)
  await mains.cocher(page.getByRole('radio', { name: 'Non', exact: true }))
  // The system's file chooser is not part of the page.
  const buffer = petitPdf('Attestation de débit', [`${p.debit} Mb/s`])
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'attestation.pdf', mimeType: 'application/pdf', buffer })
  if (qui.script) await expect(page.getByText('attestation.pdf').first()).toBeVisible()
  await continuer(qui, 'Le projet pédagogique')

  await mains.ecrire(
    page.getByLabel(/^Décrivez le projet/),
    'Chaque élève disposera des outils qui lui conviennent, dans chaque classe. '.repeat(2),
  )
  await mains.cocher(page.getByRole('checkbox', { name: /« dys »/ }))
  await mains.ecrire(
    page.getByLabel(/^Objectifs/),
    'Chaque élève lit seul une consigne en fin d’année, observé trois fois.',
  )
  await continuer(qui, 'Ressources numériques')
  await continuer(qui, 'Équipements')
  await mains.choisir(page.getByLabel('Équipement', { exact: true }).first(), p.article)
  await mains.ecrire(page.getByLabel('Quantité', { exact: true }).first(), String(p.quantite))
  await mains.ecrire(page.getByLabel(/^Prix unitaire/).first(), p.prix)
  await continuer(qui, 'Formation des enseignants')
  await mains.cocher(page.getByRole('checkbox', { name: /^Prendre en main/ }))
  await mains.ecrire(page.getByLabel('Nombre d’enseignants à former'), '3')
  await mains.activer(page.getByRole('button', { name: 'Enregistrer et revenir au dossier' }))
}
