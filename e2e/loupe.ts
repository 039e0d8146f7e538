import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, expect } from '@playwright/test'
import type { Personnage } from './personnages.ts'

export const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice', 'RGAAv4']

/** The page that this person reads now, seen by axe and at 320 pixels, in a browser with JavaScript: axe is JavaScript. */
export const loupe =
  (browser: Browser) =>
  async (qui: Personnage): Promise<void> => {
    const contexte = await browser.newContext({ storageState: await qui.page.context().storageState() })
    const page = await contexte.newPage()
    await page.goto(qui.page.url())
    const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze()
    await page.setViewportSize({ width: 320, height: 800 })
    const large = await page.evaluate(() => document.documentElement.scrollWidth)
    await contexte.close()
    expect(violations.map((v) => `${v.id} ${v.nodes[0]?.html.slice(0, 160)}`)).toEqual([])
    expect(large, `${qui.page.url()} à 320 pixels`).toBeLessThanOrEqual(320)
  }
