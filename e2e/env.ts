import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DossierVu } from './preparer.ts'

/** What the configuration chose for this run. */
export const env = (): { adresse: string; donnees: string } => ({
  adresse: process.env.E2E_ADRESSE ?? '',
  donnees: process.env.E2E_DONNEES ?? '',
})

export const sessionDe = (nom: string): string => join(env().donnees, 'sessions', `${nom}.json`)

export const dossiersDuMonde = (): DossierVu[] => JSON.parse(readFileSync(join(env().donnees, 'dossiers.json'), 'utf8'))
