import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A server of its own on an empty world, in a temporary folder; or the one of E2E_ADRESSE (its folder: E2E_DONNEES). */
export const demarrer = async (): Promise<() => Promise<void>> => {
  if (process.env.E2E_ADRESSE) return async () => {}
  const dossier = mkdtempSync(join(tmpdir(), 'laureat-vague-'))
  // Started by root, the database runs as another user, which must reach its folder.
  chmodSync(dossier, 0o755)
  const port = process.env.PORT ?? '3499'
  const adresse = `http://127.0.0.1:${port}`
  Object.assign(process.env, { E2E_ADRESSE: adresse, E2E_DONNEES: dossier })
  mkdirSync(join(dossier, 'sessions'))
  const serveur = spawn('node', ['--enable-source-maps', 'dist/server.js'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      PORT: port,
      HOST: '127.0.0.1',
      ADRESSE_PUBLIQUE: adresse,
      DONNEES: join(dossier, 'donnees'),
      DEMO: '1',
      DEMO_MONDE: 'vide',
      LAUREAT_LANCEUR: 'dev',
    },
  })
  const fini = new Promise<void>((ok) => serveur.once('exit', () => ok()))
  for (let i = 0; i < 300 && !(await pret(adresse)); i++) {
    if (serveur.exitCode !== null) throw new Error(`The server stopped (${serveur.exitCode})`)
    await new Promise((ok) => setTimeout(ok, 200))
  }
  return async () => {
    serveur.kill('SIGTERM')
    await fini
    rmSync(dossier, { recursive: true, force: true })
  }
}

const pret = (adresse: string): Promise<boolean> =>
  fetch(`${adresse}/sante`).then(
    (r) => r.ok,
    () => false,
  )
