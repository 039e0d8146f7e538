import { type Browser, expect, test } from '@playwright/test'
import { euros } from '../src/domaine/montants.ts'
import { texteDe } from './argent.ts'
import {
  type DevisAEnvoyer,
  declarerConformes,
  delibererEtSigner,
  envoyerDevis,
  mettreAuVote,
  signerEtNotifier,
  voter,
} from './conventionner.ts'
import { loupe } from './loupe.ts'
import { dernierCourriel, type Personnage, personnage, SANS_SCRIPT } from './personnages.ts'
import type { DossierDecide, Troupe } from './troupe.ts'

type Lancement = {
  d: DossierDecide
  t: Troupe
  mairie: Personnage
  agent: Personnage
  devis: DevisAEnvoyer[]
  vote: number
}

/** From the quotes to the notification; the amount voted is the one that the quotes give, on every page, letter and PDF. */
export const lancer = async (browser: Browser, { d, t, mairie, agent, devis, vote }: Lancement) => {
  const voir = loupe(browser)
  const autre = (qui: 'assemblee' | 'presidence') => personnage(browser, SANS_SCRIPT, qui)
  await test.step('la mairie envoie ses devis, l’agent les compare et les déclare conformes', async () => {
    for (const q of devis) await envoyerDevis(mairie, d, q)
    await voir(mairie)
    await declarerConformes(agent, d, devis)
    await expect(agent.page.locator('main')).toContainText(`Subvention au plus${euros(vote)}`)
  })
  await test.step('le montant est arrêté, inscrit et voté', async () => {
    await mettreAuVote(agent, d)
    const secretaire = await autre('assemblee')
    await voter(secretaire, d, `CP-${d.numero.slice(-4)}`)
    await voir(secretaire)
    const lettre = await dernierCourriel(mairie.page, t.adresses.mairie, new RegExp(`${d.numero} est votée`))
    expect(lettre.texte).toContain(euros(vote))
  })
  await test.step('la convention est envoyée, délibérée, signée des deux côtés et notifiée', async () => {
    const { page, mains } = agent
    await page.goto(`/bureau/${d.slug}/dossiers/${d.id}`)
    await mains.activer(page.getByRole('link', { name: 'Envoyer la convention' }).first())
    await mains.activer(page.getByRole('button', { name: 'Envoyer la convention' }))
    const pdf = await delibererEtSigner(mairie, d)
    expect(await texteDe(pdf)).toContain(euros(vote).replace(/\s/g, ' '))
    await voir(mairie)
    const presidence = await autre('presidence')
    await signerEtNotifier(presidence, d, pdf)
    await voir(presidence)
    const lettre = await dernierCourriel(mairie.page, t.adresses.mairie, /Notification de votre subvention/)
    expect(lettre.texte).toContain(euros(vote))
    await dernierCourriel(mairie.page, t.adresses.directrice, /^Le programme est lancé pour/)
    await dernierCourriel(mairie.page, 'rectorat@demo.example', new RegExp(`^Le programme est lancé .*${d.numero}`))
    await mairie.page.goto(`/dossiers/${d.id}`)
    await expect(mairie.page.locator('main')).toContainText(`Subvention maximale votée${euros(vote)}`)
    await voir(mairie)
  })
}
