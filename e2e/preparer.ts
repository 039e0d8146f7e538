import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { request } from '@playwright/test'
import { ACTEURS } from './acteurs.ts'
import { env } from './env.ts'

export type DossierVu = {
  id: string
  numero: string
  appel: string
  etat: string
  organisme: { siren: string; nom: string }
}

/** Before the journeys: each role signs in with one click and keeps its session; the world's dossiers are read by the API. */
export default async function preparer(): Promise<void> {
  const { adresse, donnees } = env()
  mkdirSync(join(donnees, 'sessions'), { recursive: true })
  for (const [nom, courriel] of Object.entries(ACTEURS)) {
    const api = await request.newContext({ baseURL: adresse })
    const page = await (await api.get('/connexion')).text()
    const jeton = /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const entree = await api.post('/connexion/demonstration', { form: { _csrf: jeton, courriel }, maxRedirects: 0 })
    if (entree.status() !== 303) throw new Error(`${courriel} ne peut pas entrer : ${entree.status()}`)
    await api.storageState({ path: join(donnees, 'sessions', `${nom}.json`) })
    await api.dispose()
  }
  const jeton = commande('jeton', 'instruction@demo.example').trim().split('\n').at(-1) ?? ''
  const api = await request.newContext({ baseURL: adresse, extraHTTPHeaders: { authorization: `Bearer ${jeton}` } })
  const dossiers: DossierVu[] = []
  for (const appel of ['demo-ouvert', 'tne38-pac-2025'])
    dossiers.push(...(await (await api.get(`/api/v1/dossiers?appel=${appel}&limite=200`)).json()).elements)
  writeFileSync(join(donnees, 'dossiers.json'), JSON.stringify(dossiers))
  await api.dispose()
}

/** The command line, beside the running server, on the same data folder. */
export const commande = (...args: string[]): string =>
  execFileSync('node', ['dist/cli.js', ...args], {
    encoding: 'utf8',
    env: { ...process.env, DONNEES: join(env().donnees, 'donnees') },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
