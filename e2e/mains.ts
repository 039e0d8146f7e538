import { expect, type Locator, type Page } from '@playwright/test'

/** How somebody uses the pages: with a mouse, or with the keyboard alone. */
export type Mains = {
  activer: (cible: Locator) => Promise<void>
  ecrire: (champ: Locator, texte: string) => Promise<void>
  cocher: (boite: Locator) => Promise<void>
  /** The option that begins so. */
  choisir: (liste: Locator, debut: string) => Promise<void>
}

export const souris = (): Mains => ({
  activer: (cible) => cible.click(),
  ecrire: (champ, texte) => champ.fill(texte),
  cocher: (boite) => boite.check(),
  choisir: async (liste, debut) => {
    const option = liste.locator('option', { hasText: debut }).first()
    await liste.selectOption((await option.getAttribute('value')) ?? '')
  },
})

/** Nothing is clicked: Tab until the control has the focus, then the key that works it. The focus is seen at each stop. */
export const clavier = (page: Page): Mains => ({
  activer: async (cible) => {
    await atteindre(page, cible)
    await page.keyboard.press('Enter')
    await page.waitForLoadState()
  },
  ecrire: async (champ, texte) => {
    await atteindre(page, champ)
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type(texte)
  },
  cocher: async (boite) => {
    if (await boite.isChecked()) return
    if ((await boite.getAttribute('type')) === 'radio') return cocherRadio(page, boite)
    await atteindre(page, boite)
    await page.keyboard.press('Space')
    await expect(boite).toBeChecked()
  },
  choisir: async (liste, debut) => {
    await atteindre(page, liste)
    const combien = await liste.locator('option').count()
    const choisie = liste.locator('option:checked')
    for (let i = 0; i < combien && !(await choisie.textContent())?.includes(debut); i++)
      await page.keyboard.press('ArrowDown')
    await expect(liste.locator('option:checked')).toContainText(debut)
  },
})

const ARRETS = 250

const aLeFocus = (cible: Locator) => cible.evaluate((e) => e === document.activeElement)

const atteindre = async (page: Page, cible: Locator): Promise<void> => {
  await cible.waitFor()
  for (let i = 0; i < ARRETS; i++) {
    if (await aLeFocus(cible)) return void (await expect(cible).toBeInViewport())
    await page.keyboard.press('Tab')
  }
  throw new Error(`The keyboard does not reach ${cible}`)
}

/** One stop for the group, then the arrows. */
const cocherRadio = async (page: Page, boite: Locator): Promise<void> => {
  const nom = await boite.getAttribute('name')
  const groupe = page.locator(`input[type=radio][name="${nom}"]`)
  const arret =
    (await groupe.and(page.locator(':checked')).count()) > 0 ? groupe.and(page.locator(':checked')) : groupe.first()
  await atteindre(page, arret)
  await page.keyboard.press('Space')
  for (let i = 0; i < (await groupe.count()) && !(await boite.isChecked()); i++) await page.keyboard.press('ArrowDown')
  await expect(boite).toBeChecked()
}
