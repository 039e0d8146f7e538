import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from '@playwright/test'
import { trouverNavigateur } from './e2e/navigateur.ts'

// The workers load this file again: they find here what the first process chose.
process.env.E2E_PORT ??= String(await portLibre())
process.env.E2E_DONNEES ??= dossierTemporaire()
process.env.E2E_ADRESSE ??= `http://127.0.0.1:${process.env.E2E_PORT}`
const { E2E_PORT: port, E2E_DONNEES: donnees, E2E_ADRESSE: adresse } = process.env

/** Browser journeys, on a server of their own with the whole demonstration world in a temporary folder. */
export default defineConfig({
  testDir: 'e2e',
  outputDir: join(donnees, 'resultats'),
  globalSetup: './e2e/preparer.ts',
  globalTeardown: './e2e/ranger.ts',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    baseURL: adresse,
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    viewport: { width: 1280, height: 900 },
    actionTimeout: 15_000,
    navigationTimeout: 20_000,
    screenshot: 'off',
    launchOptions: {
      executablePath: trouverNavigateur(),
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--disable-dev-shm-usage',
      ],
    },
  },
  webServer: {
    command: 'node scripts/build.ts && exec node --enable-source-maps dist/server.js',
    url: `${adresse}/sante`,
    timeout: 240_000,
    reuseExistingServer: process.env.E2E_REUTILISER !== undefined,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
    stdout: 'ignore',
    stderr: 'pipe',
    env: {
      PORT: port,
      HOST: '127.0.0.1',
      ADRESSE_PUBLIQUE: adresse,
      DONNEES: join(donnees, 'donnees'),
      DEMO: '1',
      DEMO_MONDE: 'complet',
      LAUREAT_LANCEUR: 'dev',
    },
  },
})

function dossierTemporaire(): string {
  const dossier = mkdtempSync(join(tmpdir(), 'laureat-e2e-'))
  // Started by root, the database runs as another user, which must reach its folder.
  chmodSync(dossier, 0o755)
  // Only the process that made it comes here, and its end comes after the server's.
  process.once('exit', () => rmSync(dossier, { recursive: true, force: true }))
  return dossier
}

function portLibre(): Promise<number> {
  const serveur = createServer()
  return new Promise((resolu, rate) => {
    serveur.once('error', rate)
    serveur.listen(0, '127.0.0.1', () => {
      const lu = serveur.address()
      serveur.close(() => resolu(typeof lu === 'object' && lu ? lu.port : 0))
    })
  })
}
