import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lireHorloge, poserHorloge } from './horloge.ts'

let donnees: string
beforeEach(() => {
  donnees = mkdtempSync(join(tmpdir(), 'horloge-'))
})
afterEach(() => rmSync(donnees, { recursive: true }))

const anneeDe = async (): Promise<number> => (await lireHorloge(donnees)).maintenant().getUTCFullYear()

test('la ligne de commande vit à l’heure de la démonstration, même après un redémarrage du serveur', async () => {
  const horloge = await poserHorloge({ donnees, demo: true, maintenant: new Date('2025-01-15T09:00:00Z') })
  expect(horloge.maintenant().toISOString()).toMatch(/^2025-01-15T09:0/)
  await poserHorloge({ donnees, demo: true })
  expect(await anneeDe()).toBe(2025)
})

test('un nouvel instant remplace l’ancien', async () => {
  await poserHorloge({ donnees, demo: true, maintenant: new Date('2025-01-15T09:00:00Z') })
  await poserHorloge({ donnees, demo: true, maintenant: new Date('2031-01-15T09:00:00Z') })
  expect(await anneeDe()).toBe(2031)
})

test('en production, l’heure est celle de la machine', async () => {
  await poserHorloge({ donnees, demo: true, maintenant: new Date('2031-01-15T09:00:00Z') })
  const horloge = await poserHorloge({ donnees, demo: false })
  expect(Math.abs(horloge.maintenant().getTime() - Date.now())).toBeLessThan(60_000)
  expect(await anneeDe()).toBe(new Date().getUTCFullYear())
})
