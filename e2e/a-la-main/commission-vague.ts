import { type Browser, expect } from '@playwright/test'
import { clore, type Decision, deciderEnSalle, noter, ouvrirSalle, preparerSeance, projetsANoter } from '../decider.ts'
import { aujourdhui, dater, telecharger } from '../gestes.ts'
import { type Personnage, personnage, SANS_SCRIPT } from '../personnages.ts'
import { SLUG } from './deposer-vague.ts'
import type { Village } from './villages.ts'

const BUREAU = `/bureau/${SLUG}`
const EN_SALLE: Record<string, Decision> = {
  Retenu: 'Retenir',
  'Liste d’attente': 'Liste d’attente',
  'Non retenu': 'Ne pas retenir',
}

/** Two members share the projects, at the same time. */
export const noterTout = async (browser: Browser) => {
  const membres = await Promise.all([
    personnage(browser, SANS_SCRIPT, 'commission'),
    personnage(browser, SANS_SCRIPT, 'commission2'),
  ])
  const adresses = await projetsANoter(membres[0], SLUG)
  await Promise.all(
    membres.map(async (membre, moi) => {
      for (const [i, adresse] of adresses.entries())
        if (i % membres.length === moi) await noter(membre, adresse, 5 - (i % 4))
    }),
  )
  await membres[0].page.goto(`${BUREAU}?liste=a_noter`)
  await expect(membres[0].page.getByText('Tous les projets conformes sont notés.')).toBeVisible()
  return adresses.length
}

/** A scenario on the ranking: the last ones are refused, one more waits when the money would serve all; it becomes the session's proposal. */
export const proposer = async (presidente: Personnage, refus: number) => {
  const { page, mains } = presidente
  await page.goto(`${BUREAU}/classement`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await preparerSeance(presidente, SLUG)
  const seance = page.url().split('?')[0] ?? ''
  await mains.activer(page.getByRole('button', { name: 'Convoquer les membres' }))
  await page.goto(`${BUREAU}/enveloppe`)
  await mains.ecrire(page.getByLabel('Nouveau scénario'), 'Proposition du service')
  await mains.activer(page.getByRole('button', { name: 'Créer le scénario' }))
  const listes = await page.locator('select[name^="decision."]').all()
  for (const l of listes.slice(-refus)) await mains.choisir(l, 'Non retenu')
  const attente = listes.at(-refus - 1)
  if (attente) await mains.choisir(attente, 'Liste d’attente')
  await mains.activer(page.getByRole('button', { name: 'Recalculer le scénario' }))
  await mains.activer(page.getByRole('button', { name: 'Appliquer ce scénario à la séance' }))
  await expect(page.getByText('Il y a un problème')).toHaveCount(0)
  await page.goto(seance)
}

/** The session: each project as the scenario proposes, one of them after a second thought; closed, with its minutes in PDF. */
export const tenirSeance = async (presidente: Personnage): Promise<Map<string, Decision>> => {
  const { page, mains } = presidente
  const decisions = new Map<string, Decision>()
  await ouvrirSalle(presidente)
  await deciderEnSalle(presidente, async (projet) => {
    const propose = await page.locator('p', { hasText: 'propose' }).locator('strong').first().textContent()
    const decision = EN_SALLE[(propose ?? '').split(',')[0] ?? '']
    if (!decision) throw new Error(`No proposal for ${projet}: ${propose}`)
    if (decisions.size === 1) {
      await mains.activer(page.getByRole('button', { name: 'Liste d’attente', exact: true }))
      await mains.activer(page.getByRole('link', { name: 'Revoir ce projet' }))
      await mains.activer(page.getByRole('button', { name: 'Revenir sur la décision' }))
    }
    decisions.set(projet.split(':')[1] ?? '', decision)
    return decision
  })
  await clore(presidente)
  const pv = page.getByRole('link', { name: /proces-verbal.*\.pdf/i })
  await expect(async () => {
    await page.reload()
    await expect(pv.first()).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 60_000 })
  expect((await telecharger(page, pv.first())).subarray(0, 5).toString()).toBe('%PDF-')
  return decisions
}

/** At the minute after next: nobody outside knows before; then it is published by the job. Answers the instant. */
export const publier = async (presidente: Personnage, mairie: Personnage, v: Village): Promise<Date> => {
  const { page, mains } = presidente
  const quand = new Date(Math.ceil((Date.now() + 45_000) / 60_000) * 60_000)
  await mains.activer(page.getByRole('link', { name: 'Publier les résultats' }))
  await mains.cocher(page.getByLabel('À un instant choisi'))
  await dater(presidente, page, 'Date de publication', jour(quand))
  await mains.ecrire(page.getByLabel('Heure (de Paris)'), heure(quand))
  await mains.activer(page.getByRole('button', { name: 'Publier les résultats' }))
  await expect(page.getByText('La publication est programmée')).toBeVisible()
  await mairie.page.goto(`/dossiers/${v.dossier}`)
  await expect(mairie.page.locator('main')).not.toContainText(/retenu|liste d’attente/i)
  await expect(async () => {
    await page.reload()
    await expect(page.getByText('Chaque porteur et chaque école a reçu sa lettre.')).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 240_000, intervals: [2000] })
  if (Date.now() < quand.getTime()) throw new Error('Published before its instant')
  return quand
}

const paris = (d: Date, options: Intl.DateTimeFormatOptions, langue = 'fr-FR') =>
  new Intl.DateTimeFormat(langue, { timeZone: 'Europe/Paris', ...options }).format(d)
const jour = (d: Date) => paris(d, {}, 'fr-CA') || aujourdhui()
const heure = (d: Date) => paris(d, { hour: '2-digit', minute: '2-digit' })
