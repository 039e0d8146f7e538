import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

/** The browser of the machine: the one that bin/ci found (NAVIGATEUR), Debian's, or one installed for Playwright. */
export const trouverNavigateur = (): string => {
  const candidats = [
    process.env.NAVIGATEUR ?? '',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    chromium.executablePath(),
  ]
  const trouve = candidats.find((c) => c !== '' && existsSync(c))
  if (!trouve)
    throw new Error(
      'Aucun navigateur pour les parcours : installez Chromium (Debian : sudo apt-get install chromium ; ailleurs : npx playwright install chromium).',
    )
  return trouve
}
