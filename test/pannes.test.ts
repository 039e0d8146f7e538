import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as attendre } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { creerJeton, creerPersonne, habiliter, lireOctroi } from '../src/registre/comptes.ts'
import { verifierJournal } from '../src/registre/journal.ts'
import { type Ouverture, ouvrirBase } from '../src/socle/base/ouvrir.ts'
import { type parties, unDossier } from './dossier.ts'
import type { maisonDEssai } from './maison.ts'

/** The real thing, as people start it: `bin/dev` on a data folder, killed without a word, started again. */
const donnees = mkdtempSync(join(tmpdir(), 'laureat-pannes-'))
let serveur: { enfant: ChildProcess; base: string }
let ouverte: Ouverture

beforeAll(async () => {
  chmodSync(donnees, 0o755)
  serveur = await demarrer('2025-01-15T10:00:00+01:00')
  ouverte = await ouvrirBase({ donnees })
}, 120_000)
afterAll(async () => {
  await ouverte.fermer()
  await arreter('SIGTERM')
  rmSync(donnees, { recursive: true, force: true })
}, 60_000)

// Communes of Isère, with one invented school each.
const COMMUNES = [
  { siren: '213805633', insee: '38563', uai: '0389971G' },
  { siren: '213801871', insee: '38187', uai: '0389972H' },
  { siren: '213801400', insee: '38140', uai: '0389973J' },
  { siren: '213801855', insee: '38185', uai: '0389974K' },
]

test('tuée pendant des dépôts, la plateforme garde tout ce qu’elle a accusé, et chaque accusé existe une fois', async () => {
  const prets: Awaited<ReturnType<typeof preparer>>[] = []
  for (const c of COMMUNES) prets.push(await preparer(c))
  const accuses: string[] = []
  const deposer = async (d: (typeof prets)[number]) => {
    const r = await d.appelant.acte(d.id, 'deposer', { engagements: true }).catch(() => undefined)
    if (r?.statut === 200) accuses.push(d.id)
  }
  // The first is acknowledged; the machine falls while the others are being filed.
  await deposer(prets[0] as (typeof prets)[number]) // four were prepared
  const autres = Promise.all(prets.slice(1).map(deposer))
  await attendre(40)
  await ouverte.fermer()
  await arreter('SIGKILL')
  await autres

  serveur = await demarrer()
  ouverte = await ouvrirBase({ donnees })
  expect(accuses.length).toBeGreaterThan(0)
  const apresLaChute = await accusesParDossier()
  for (const id of accuses) expect(apresLaChute.find((d) => d.id === id)?.etat).toBe('depose')
  for (const d of apresLaChute) expect(d).toMatchObject({ accuses: d.etat === 'depose' ? 3 : 0, doubles: 0 })
  expect(await verifierJournal(ouverte.base)).toHaveProperty('lignes')

  // What was not filed is filed now; what was is not filed twice, and nobody receives anything again.
  for (const d of prets) await deposer({ ...d, appelant: compte(d.jeton) })
  const finis = await accusesParDossier()
  expect(finis.map(({ etat, accuses: recus, doubles }) => [etat, recus, doubles])).toEqual(
    COMMUNES.map(() => ['depose', 3, 0]),
  )
}, 180_000)

/** The receipts of each dossier: to the town hall, the school and the Rectorat; the same one twice to somebody is a double. */
const accusesParDossier = async () =>
  (
    await sql<{ id: string; etat: string; accuses: number; doubles: number }>`
      select d.id, d.etat, count(distinct c.modele)::int as accuses, (count(c.*) - count(distinct (c.modele, c.a)) filter (where c.id is not null))::int as doubles
      from dossier d left join courriel c on c.dossier_id = d.id and c.acte = 'deposer' group by d.id`.execute(
      ouverte.base,
    )
  ).rows

/** A complete dossier, its school's agreement given, one request away from being filed. */
const preparer = async ({ siren, insee, uai }: (typeof COMMUNES)[number]) => {
  const le = new Date('2025-01-01T00:00:00Z')
  await sql`
    insert into ecole (uai, nom, commune, departement, type, secteur, contrat, courriel, circonscription_code, circonscription_nom, eleves, etat, recherche, maj_le)
    values (${uai}, 'École inventée', ${insee}, '038', 'primaire', 'public', 'sans_objet', ${`ce.${uai.toLowerCase()}@ac-grenoble.fr`}, '0380999E', 'Voiron 1', 120, 'ouvert', 'ecole inventee', ${le})`.execute(
    ouverte.base,
  )
  const courriel = `mairie.${insee}@exemple.fr`
  const personne = await creerPersonne(ouverte.base, courriel, 'Camille Essai', le)
  for (const texte of [`signataire@${siren}`, `directeur@${uai}`]) {
    const octroi = lireOctroi(texte)
    if ('refus' in octroi) throw new Error(octroi.detail)
    await habiliter(ouverte.base, personne, octroi, le)
  }
  const jeton = (await creerJeton(ouverte.base, courriel, le)) ?? ''
  const appelant = compte(jeton)
  const maison = { app: { inject } } as unknown as Awaited<ReturnType<typeof maisonDEssai>> // what `unDossier` asks of a house
  const seul = { maire: appelant, directrice: appelant } as unknown as Awaited<ReturnType<typeof parties>>
  return { id: await unDossier(maison, seul, { organisme: siren, ecoles: [uai], jusquau: 'valide' }), appelant, jeton }
}

type Requete = { method: string; url: string; headers?: Record<string, string>; payload?: Buffer | string }

const inject = async ({ method, url, headers = {}, payload }: Requete) => {
  const corps = payload === undefined ? {} : { body: new Uint8Array(Buffer.from(payload)) }
  const r = await fetch(serveur.base + url, { method, headers, ...corps })
  const body = await r.text()
  return { statusCode: r.status, body, json: () => JSON.parse(body) }
}

const compte = (jeton: string) => {
  const api = async (method: string, url: string, corps?: object) => {
    const r = await inject({
      method,
      url,
      headers: { authorization: `Bearer ${jeton}`, ...(corps ? { 'content-type': 'application/json' } : {}) },
      ...(corps ? { payload: JSON.stringify(corps) } : {}),
    })
    return { statut: r.statusCode, json: r.json() }
  }
  const acte = async (dossier: string, nom: string, saisie: object = {}) => {
    const d = await api('GET', `/api/v1/dossiers/${dossier}`)
    return api('POST', `/api/v1/dossiers/${dossier}/actes/${nom}`, { version: d.json.version, ...saisie })
  }
  return { jeton, api, acte }
}

/** Starts `bin/dev` on our folder, and waits until it is ready. */
async function demarrer(maintenant?: string): Promise<typeof serveur> {
  const port = await portLibre()
  const env = { ...process.env, PORT: String(port), DONNEES: donnees, DEMO_MONDE: 'vide', NODE_OPTIONS: '' }
  const enfant = spawn('bin/dev', [], {
    env: { ...env, ...(maintenant ? { MAINTENANT: maintenant } : {}) },
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let dit = ''
  enfant.stderr?.on('data', (d) => {
    dit += d
  })
  const base = `http://127.0.0.1:${port}`
  for (;;) {
    if (enfant.exitCode !== null) throw new Error(`bin/dev ended: ${dit}`)
    const pret = await fetch(`${base}/sante`).then(
      (r) => r.status === 200,
      () => false,
    )
    if (pret) return { enfant, base }
    await attendre(150)
  }
}

/** Ends what we started: the server's group, and by kill -9 its embedded database too, by the id in its own folder. */
async function arreter(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  const fini = new Promise((ok) => serveur.enfant.once('exit', ok))
  process.kill(-(serveur.enfant.pid ?? 0), signal)
  if (signal === 'SIGKILL') {
    const pid = Number(readFileSync(cheminDuPid(), 'utf8').split('\n')[0])
    process.kill(pid, 'SIGKILL')
  }
  await fini
}

const cheminDuPid = (): string => join(donnees, 'postgres', 'postmaster.pid')

const portLibre = (): Promise<number> =>
  new Promise((ok) => {
    const s = createServer().listen(0, '127.0.0.1', () => {
      const adresse = s.address()
      s.close(() => ok(typeof adresse === 'object' && adresse ? adresse.port : 0))
    })
  })
