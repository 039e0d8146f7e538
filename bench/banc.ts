import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as attendre } from 'node:timers/promises'
import autocannon from 'autocannon'

/** What all the measures share: free ports, a Lauréat of their own, « hello », and one way to measure. Loopback only, bounded. */
export const portLibre = (): Promise<number> =>
  new Promise((ok) => {
    const s = createServer().listen(0, '127.0.0.1', () => {
      const a = s.address()
      s.close(() => ok(typeof a === 'object' && a ? a.port : 0))
    })
  })

export const dossierTemporaire = (): string => {
  const d = mkdtempSync(join(tmpdir(), 'laureat-banc-'))
  chmodSync(d, 0o755)
  return d
}

export type Serveur = {
  base: string
  donnees: string
  env: NodeJS.ProcessEnv
  pid: number
  arreter: () => Promise<void>
}

/** bin/dev on a temporary folder, ready. */
export const lancerLaureat = async (env: Record<string, string> = {}): Promise<Serveur> => {
  const port = await portLibre()
  const donnees = env.DONNEES ?? dossierTemporaire()
  const complet = {
    ...process.env,
    PORT: String(port),
    DONNEES: donnees,
    DEMO_MONDE: 'vide',
    LIMITE_API: '100000',
    ...env,
  }
  const enfant = spawn('bin/dev', [], { env: complet, stdio: ['ignore', 'ignore', 'inherit'] })
  const base = `http://127.0.0.1:${port}`
  await pret(`${base}/sante`, enfant)
  return {
    base,
    donnees,
    env: complet,
    pid: enfant.pid ?? 0,
    arreter: () =>
      terminer(enfant, () => (env.DONNEES ? undefined : rmSync(donnees, { recursive: true, force: true }))),
  }
}

/** Fastify « hello » in a process of its own: the yardstick of the same run. */
export const lancerHello = async (): Promise<Serveur> => {
  const port = await portLibre()
  const code = `import('fastify').then(async ({ default: f }) => { const a = f(); a.get('/', async () => ({ hello: 'world' })); await a.listen({ port: ${port} }) })`
  const enfant = spawn(process.execPath, ['-e', code], { stdio: 'inherit' })
  const base = `http://127.0.0.1:${port}`
  await pret(base, enfant)
  return { base, donnees: '', env: {}, pid: enfant.pid ?? 0, arreter: () => terminer(enfant) }
}

const pret = async (url: string, enfant: ChildProcess): Promise<void> => {
  for (let i = 0; i < 900; i++) {
    if (enfant.exitCode !== null) throw new Error(`The server ended (${enfant.exitCode}).`)
    const ok = await fetch(url).then(
      (r) => r.ok,
      () => false,
    )
    if (ok) return
    await attendre(100)
  }
  throw new Error(`${url} did not answer.`)
}

const terminer = (enfant: ChildProcess, apres: () => void = () => {}): Promise<void> =>
  new Promise((fini) => {
    enfant.once('exit', () => {
      apres()
      fini()
    })
    enfant.kill('SIGINT')
  })

export type Mesure = { parSeconde: number; p99: number; erreurs: number; octets: number }

/** Ten connections during `secondes`, after a short warm-up. */
export const mesurer = async (
  url: string,
  options: {
    headers?: Record<string, string>
    secondes?: number
    connexions?: number
    requetes?: autocannon.Request[]
    /** Seconds of warm-up; 2 by default. */
    chauffe?: number
  } = {},
): Promise<Mesure> => {
  const { headers = {}, secondes = 6, connexions = 10, requetes, chauffe = 2 } = options
  const commun = { url, headers, connections: connexions, ...(requetes ? { requests: requetes } : {}) }
  if (chauffe > 0) await autocannon({ ...commun, duration: chauffe })
  const r = await autocannon({ ...commun, duration: secondes })
  return {
    parSeconde: r.requests.average,
    p99: r.latency.p99,
    erreurs: r.errors + r.non2xx,
    octets: Math.round(r.throughput.average / Math.max(1, r.requests.average)),
  }
}

export const machine = (): string =>
  `${cpus().length} cœurs (${cpus()[0]?.model.trim() ?? '?'}), ${Math.round(totalmem() / 2 ** 30)} Gio, Node ${process.versions.node}`

/** One line of a report: name, value, and its ratio to a yardstick. */
export const dire = (nom: string, valeur: number, unite: string, reference?: number, seuil?: number): void =>
  console.log(
    `${nom.padEnd(52)} ${arrondir(valeur).padStart(9)} ${unite}${reference ? `   ratio ${(valeur / reference).toFixed(3)}${seuil ? ` (au moins ${seuil})` : ''}` : ''}`,
  )

const arrondir = (n: number): string => (n >= 100 ? n.toFixed(0) : n.toFixed(2))
