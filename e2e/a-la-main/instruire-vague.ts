import { type Browser, expect, type Page } from '@playwright/test'
import { declarerConforme, examiner } from '../decider.ts'
import { type Personnage, personnage, SANS_SCRIPT, seConnecterParCourriel } from '../personnages.ts'
import { SLUG } from './deposer-vague.ts'
import type { Village } from './villages.ts'

const BUREAU = `/bureau/${SLUG}`

/** Half to each agent, in two lots from the list of what nobody has; each line of both reports is done. */
export const attribuer = async ({ page, mains }: Personnage, agents: readonly string[]) => {
  for (const [rang, agent] of agents.entries()) {
    await page.goto(`${BUREAU}?liste=a_attribuer`)
    const cases = await page.locator('input[name=dossier]').all()
    for (const c of cases.slice(0, Math.ceil(cases.length / (agents.length - rang)))) await mains.cocher(c)
    await mains.activer(page.getByRole('button', { name: 'Attribuer les dossiers choisis' }))
    await mains.choisir(page.getByLabel('Agent'), agent)
    await mains.activer(page.getByRole('button', { name: /^Confirmer pour/ }))
    await attendreLaFin(page)
    await expect(page.getByText('Refusé', { exact: true })).toHaveCount(0)
  }
  await page.goto(`${BUREAU}?liste=a_attribuer`)
  await expect(page.getByText('Chaque dossier a son agent.')).toBeVisible()
}

/** A big lot goes on after the page is shown: it is looked at again until it is over. */
const attendreLaFin = (page: Page) =>
  expect(async () => {
    await page.reload()
    await expect(page.getByText('C’est terminé.')).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 60_000 })

/** An agent empties his or her own list: conform at once, completions asked, or not conform with the reasons of the checklist. */
export const viderSaListe = async (agent: Personnage, vague: readonly Village[], liste: string) => {
  const { page, mains } = agent
  for (let i = 0; i < vague.length; i++) {
    await page.goto(`${BUREAU}?agent=moi&liste=${liste}`)
    const premier = page.locator(`main tbody a[href*="${BUREAU}/dossiers/"]`).first()
    if ((await premier.count()) === 0) return
    await mains.activer(premier)
    const id = /dossiers\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''
    const v = vague.find((x) => x.dossier === id)
    if (!v) throw new Error(`${id} is not of the wave`)
    await mains.activer(page.getByRole('link', { name: 'Remplir la grille d’examen' }))
    const debit = page.locator('input[name="verdict.debit"]:checked')
    const attendu = v.incident && liste === 'a_examiner' ? 'non_conforme' : 'conforme'
    expect(await debit.getAttribute('value'), `${v.numero}: automatic check`).toBe(attendu)
    if (attendu === 'conforme') {
      await examiner(agent, SLUG, id)
      await declarerConforme(agent)
    } else if (v.incident === 'debit') await demanderComplements(agent)
    else await declarerNonConforme(agent)
  }
}

/** What the automatic check found is already ticked and said. */
const demanderComplements = async ({ page, mains }: Personnage) => {
  await mains.activer(page.getByRole('link', { name: 'Demander un complément' }).first())
  await expect(page.getByRole('checkbox', { name: /20 Mb\/s/ })).toBeChecked()
  await mains.activer(page.getByRole('button', { name: 'Demander un complément' }))
  await expect(page.getByText('C’est fait')).toBeVisible()
}

const declarerNonConforme = async ({ page, mains }: Personnage) => {
  for (const groupe of await page.locator('fieldset.laureat-examen').all())
    if ((await groupe.locator('input[type=radio]:checked').count()) === 0)
      await mains.cocher(groupe.getByRole('radio', { name: 'Conforme', exact: true }))
  await mains.activer(page.getByRole('button', { name: 'Enregistrer l’examen' }))
  await mains.activer(page.getByRole('link', { name: 'Déclarer le dossier non conforme' }).first())
  await expect(page.getByLabel('Raisons données dans la lettre')).toHaveValue(/Mb\/s/)
  await mains.activer(page.getByRole('button', { name: 'Déclarer le dossier non conforme' }))
  await expect(page.getByText('C’est fait')).toBeVisible()
}

/** The ERUN, the IEN and the Rectorat are asked, then each gives an opinion from where it awaits him or her. */
export const recueillirAvis = async (browser: Browser, agent: Personnage, vague: readonly Village[]) => {
  const concernes = vague.filter((v) => v.avis && v.incident !== 'hors')
  const { page, mains } = agent
  for (const v of concernes) {
    await page.goto(`${BUREAU}/dossiers/${v.dossier}`)
    await mains.activer(page.getByRole('link', { name: 'Demander un avis' }).first())
    await mains.cocher(page.getByRole('checkbox', { name: 'Le Rectorat' }))
    await mains.activer(page.getByRole('button', { name: 'Demander un avis' }))
    await expect(page.getByText('C’est fait')).toBeVisible()
  }
  for (const qui of ['erun', 'ien', 'rectorat'] as const) {
    const p = await personnage(browser, SANS_SCRIPT, qui)
    for (const v of concernes) {
      await p.page.goto(qui === 'rectorat' ? `${BUREAU}/dossiers/${v.dossier}` : `/dossiers/${v.dossier}`)
      await p.mains.activer(p.page.locator(`main a[href*="/ecoles/${v.uai}/avis"]`).first())
      await p.mains.cocher(p.page.getByRole('radio', { name: 'Favorable', exact: true }))
      await p.mains.ecrire(p.page.getByRole('textbox').last(), 'Un projet utile, porté par toute l’équipe.')
      await p.mains.activer(p.page.getByRole('button', { name: /avis/i }))
      await expect(p.page.getByText('Il y a un problème')).toHaveCount(0)
    }
    await p.page.context().close()
  }
  for (const v of concernes) {
    await page.goto(`${BUREAU}/dossiers/${v.dossier}?onglet=avis`)
    await expect(page.getByText('3 avis sur 3 reçus')).toBeVisible()
  }
}

/** Somebody whose account is not of the demonstration. */
export const entrer = async (browser: Browser, adresse: string): Promise<Personnage> => {
  const p = await personnage(browser, SANS_SCRIPT)
  await p.page.goto('/connexion')
  await seConnecterParCourriel(p, adresse)
  return p
}
