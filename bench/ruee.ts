// The rush: 3,400 filings through the HTTP API of a real server, a quarter of them in the last two minutes before closing, at
// ten times the mean rate of the last hours. The last two minutes last two minutes; the 78 before are played in less than one.
// One filer in twenty clicks twice. Then nobody is late, nothing is lost, every receipt is written once, and what comes after
// closing is refused. Run by hand: node bench/ruee.ts [dossiers]
import { readFileSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { setTimeout as attendre } from 'node:timers/promises'
import { sql } from 'kysely'
import { lireAppelPublie } from '../src/registre/appels.ts'
import { verifierJournal } from '../src/registre/journal.ts'
import { dire, lancerLaureat, machine } from './banc.ts'
import { PILOTE, unBrouillon } from './brouillon.ts'
import { ouvrirMaisonDeBanc } from './maison.ts'
import { copierBrouillons, donnerJetons } from './semer.ts'

const N = Number(process.argv[2] ?? 3400)
const FIN = 120_000
const AVANT = 75_000
const PRESQUE = 300

const maison = await ouvrirMaisonDeBanc({ garder: true })
const { id: modele } = await unBrouillon(maison)
const ids = await copierBrouillons(maison.porte.base, modele, N + 1)
const jetons = await donnerJetons(maison.porte.base, maison.porte.maintenant())
const version = (
  await sql<{ version: number }>`select version from dossier where id = ${ids[0] ?? ''}`.execute(maison.porte.base)
).rows[0]?.version
const cloture = (await lireAppelPublie(maison.porte.base, PILOTE))?.cloture ?? new Date()
await maison.fermer()

const serveur = await lancerLaureat({
  DONNEES: maison.donnees,
  MAINTENANT: new Date(cloture.getTime() - FIN - AVANT).toISOString(),
})
const agent = new Agent({ keepAlive: true, maxSockets: 256 })
const { decalageMs }: { decalageMs: number } = JSON.parse(readFileSync(join(maison.donnees, 'horloge.json'), 'utf8'))
const fin = cloture.getTime() - decalageMs
const delais: number[] = []
const bilan = { faits: 0, doublons: 0, autres: new Map<string, number>() }
try {
  const ruee = Math.round(N / 4)
  const debut = Date.now()
  const calme = Math.max(20_000, fin - FIN - debut)
  console.log(`Ruée de ${N} dépôts par l’API ; ${machine()}`)
  console.log(
    `${N - ruee} en ${Math.round(calme / 1000)} s (à la place de 78 minutes), puis ${ruee} dans les deux dernières minutes`,
  )
  const instants = [
    ...Array.from({ length: N - ruee }, () => debut + Math.random() * calme),
    ...Array.from({ length: ruee }, () => fin - FIN + Math.random() * (FIN - PRESQUE)),
  ].sort((a, b) => a - b)
  const envois: Promise<void>[] = []
  for (const [i, instant] of instants.entries()) {
    await attendre(Math.max(0, instant - Date.now()))
    envois.push(deposer(i))
    if (i % 20 === 0) envois.push(deposer(i))
  }
  await Promise.all(envois)
  dire('dépôts acceptés', bilan.faits, `sur ${N}`)
  dire('doubles clics refusés', bilan.doublons, `sur ${Math.ceil(N / 20)}`)
  for (const [quoi, n] of bilan.autres) dire(`AUTRE RÉPONSE ${quoi}`, n, '')
  delais.sort((a, b) => a - b)
  for (const p of [0.5, 0.95, 0.99, 1])
    dire(
      `délai de réponse, ${p * 100} %`,
      delais[Math.min(delais.length - 1, Math.floor(delais.length * p))] ?? 0,
      'ms',
    )
  while (Date.now() < fin + 1500) await attendre(200)
  const tard = await poster(N)
  console.log(`après la clôture : ${tard.statut} ${JSON.parse(tard.corps).code}`)
} finally {
  agent.destroy()
  await serveur.arreter()
}
await verifier()
rmSync(maison.donnees, { recursive: true, force: true })

async function deposer(i: number): Promise<void> {
  const debut = performance.now()
  const r = await poster(i)
  delais.push(performance.now() - debut)
  const code = r.statut === 200 ? '' : (JSON.parse(r.corps || '{}').code ?? '')
  if (r.statut === 200) bilan.faits++
  else if (r.statut === 409 && ['etat_incompatible', 'version_perimee'].includes(code)) bilan.doublons++
  else bilan.autres.set(`${r.statut} ${code}`, (bilan.autres.get(`${r.statut} ${code}`) ?? 0) + 1)
}

function poster(i: number): Promise<{ statut: number; corps: string }> {
  const corps = JSON.stringify({ version, engagements: true })
  return new Promise((ok) => {
    const r = request(`${serveur.base}/api/v1/dossiers/${ids[i]}/actes/deposer`, {
      method: 'POST',
      agent,
      headers: {
        authorization: `Bearer ${jetons[i]}`,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(corps),
      },
    })
    r.on('response', (reponse) => {
      let texte = ''
      reponse.setEncoding('utf8').on('data', (m: string) => {
        texte += m
      })
      reponse.on('end', () => ok({ statut: reponse.statusCode ?? 0, corps: texte }))
    })
    r.on('error', (e) => ok({ statut: 0, corps: JSON.stringify({ code: e.message }) }))
    r.end(corps)
  })
}

/** What the register holds once the server is stopped: every filing, every receipt once, and chains that hold. */
async function verifier(): Promise<void> {
  const relue = await ouvrirMaisonDeBanc({ donnees: maison.donnees })
  try {
    const base = relue.porte.base
    const { rows } = await sql<Record<string, number>>`
      select (select count(*) from dossier d join banc b on b.id = d.id where d.etat = 'depose') as deposes,
        (select count(*) from depot) as depots, (select count(distinct dossier_id) from depot) as distincts,
        (select count(*) from journal where acte = 'deposer') as journal,
        (select count(*) from courriel where modele = 'deposer') as accuses,
        (select count(distinct (dossier_id, a)) from courriel where modele = 'deposer') as accuses_distincts,
        (select count(*) from courriel where acte = 'deposer') as lettres,
        (select count(*) from courriel where etat = 'attente') as attente,
        (select count(*) from document where genre = 'accuse') as pdf, (select count(*) from document where genre = 'accuse' and etat = 'pret') as pdf_prets`.execute(
      base,
    )
    console.log(
      Object.entries(rows[0] ?? {})
        .map(([k, v]) => `${k} ${v}`)
        .join(' · '),
    )
    console.log(`journal : ${JSON.stringify(await verifierJournal(base))}`)
  } finally {
    await relue.fermer()
  }
}
