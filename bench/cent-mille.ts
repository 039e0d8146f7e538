// 100,000 dossiers, 300,000 school projects, 1,000,000 journal rows: the agents' desk, its search, its pages, a dossier, the
// ranking, the money, as requests per second and p99 at 10 connections, beside Fastify « hello » and beside the same SQL in
// pgbench. Run by hand: node bench/cent-mille.ts [seconds per measure] [dossiers]
import { rmSync } from 'node:fs'
import { Kysely, PostgresDialect } from 'kysely'
import { listerBureau, type RechercheBureau } from '../src/instruction/queries.ts'
import { lireAppelPublie } from '../src/registre/appels.ts'
import { lireClassement } from '../src/registre/classement.ts'
import { creerJeton, creerPersonne, habiliter } from '../src/registre/comptes.ts'
import { verifierJournal } from '../src/registre/journal.ts'
import type { Schema } from '../src/socle/base/schema.ts'
import { urls } from '../src/urls.ts'
import { dire, lancerHello, lancerLaureat, machine, mesurer } from './banc.ts'
import { PILOTE, unBrouillon } from './brouillon.ts'
import { OUVERT_DEPUIS, ouvrirMaisonDeBanc, ouvrirSessions } from './maison.ts'
import { ecrireSql, mesurerPgbench, pgbenchPresent } from './pgbench.ts'
import { semerCentMille } from './semer-cent-mille.ts'

const SECONDES = Number(process.argv[2] ?? 6)
const N = Number(process.argv[3] ?? 100_000)
const CLIENTS = 10

console.log(`${N} dossiers, 10 connexions, ${SECONDES} s par mesure ; ${machine()}`)
const maison = await ouvrirMaisonDeBanc({ garder: true })
const limites: Record<string, number> = {}
const { base } = maison.porte
const maintenant = maison.porte.maintenant()
const { id: modele } = await unBrouillon(maison)
await chronometrer('chargement direct', () => semerCentMille(maison, modele, N))
const verdict = await chronometrer('vérification de toutes les chaînes du journal', () => verifierJournal(base))
console.log(`journal : ${JSON.stringify(verdict)}`)
const agent = await creerPersonne(base, 'agent.banc@exemple.fr', 'Agent de banc', maintenant)
for (const role of ['instructeur', 'administrateur_appel', 'gestionnaire_paiement'] as const)
  await habiliter(base, agent, { role, portee: PILOTE }, maintenant)
const [cookie = ''] = await ouvrirSessions(base, [agent], maintenant)
const jeton = (await creerJeton(base, 'agent.banc@exemple.fr', maintenant)) ?? ''
const appel = (await lireAppelPublie(base, PILOTE))?.appel
if (appel) {
  const c = await chronometrer('classement (lecture, tri, départage, empreinte)', () => lireClassement(base, appel))
  dire('projets classés d’un souffle', c.projets.length, 'projets')
}
const contexte = { slug: PILOTE, jour: '2025-01-15', personne: agent, limite: 50 }
const liste = (r: RechercheBureau) => listerBureau(base, r, contexte)
const profonde = Buffer.from(
  JSON.stringify({ valeur: new Date(Date.parse('2025-01-15T10:00:00Z') + N * 10_000).toISOString(), id: modele }),
).toString('base64url')
for (const [nom, r] of Object.entries({ liste: {}, recherche: { q: 'voiron' }, profonde: { apres: profonde } }))
  limites[nom] = await enSql(r)
await maison.fermer()

const hello = await lancerHello()
const serveur = await lancerLaureat({ DONNEES: maison.donnees, MAINTENANT: OUVERT_DEPUIS })
try {
  const reference = (await mesurer(hello.base, { secondes: SECONDES })).parSeconde
  dire('Fastify « hello »', reference, 'req/s')
  const bureau = urls.bureau.href({ slug: PILOTE })
  const dossier = '01946a00-0000-7000-8000-000000000064'
  await page('bureau, 50 dossiers, comptes et filtres', bureau, { seuil: 0.04, sql: 'liste' })
  await page('bureau, page au milieu', `${bureau}?apres=${profonde}`, { sql: 'profonde' })
  await page('bureau, recherche « voiron »', `${bureau}?q=voiron`, { sql: 'recherche' })
  await page('bureau, à examiner, par montant', `${bureau}?liste=a_examiner&tri=montant`)
  await page('bureau, une circonscription', `${bureau}?circonscription=0380003E`)
  await page('dossier vu par l’agent', urls.bureauDossier.href({ slug: PILOTE, id: dossier }))
  await page('classement', urls.classement.href({ slug: PILOTE }))
  await page('argent', '/pilotage/tne38-pac-2025/argent')
  await page('API, liste', '/api/v1/dossiers?limite=50', { api: true })
  await page('API, recherche', '/api/v1/dossiers?limite=50&q=voiron', { api: true })
  await page('API, par état', '/api/v1/dossiers?limite=50&etat=conforme', { api: true })
  await page('API, un dossier', `/api/v1/dossiers/${dossier}`, { api: true })

  async function page(nom: string, chemin: string, o: { seuil?: number; sql?: string; api?: boolean } = {}) {
    const headers = o.api ? { authorization: `Bearer ${jeton}` } : { cookie }
    const premiere = performance.now()
    const statut = (await fetch(serveur.base + chemin, { headers, redirect: 'manual' })).status
    const froid = Math.round(performance.now() - premiere)
    if (statut !== 200) return console.log(`${nom} : pas de page (${statut})`)
    const r = await mesurer(serveur.base + chemin, { headers, secondes: SECONDES })
    dire(`${nom}, à froid ${froid} ms, p99 ${r.p99} ms`, r.parSeconde, 'req/s', reference, o.seuil)
    const limite = o.sql ? limites[o.sql] : undefined
    if (limite)
      dire('  la même requête SQL dans pgbench', limite, `req/s   rapport ${(r.parSeconde / limite).toFixed(2)}`)
    if (r.erreurs > 0) console.log(`  ${r.erreurs} ERREURS`)
  }
} finally {
  await serveur.arreter()
  await hello.arreter()
  rmSync(maison.donnees, { recursive: true, force: true })
}

/** The page's own statement (without the counts, which are kept from one act to the next), by ten clients. */
async function enSql(r: RechercheBureau): Promise<number> {
  if (!pgbenchPresent) return 0
  const vues: string[] = []
  const espion = new Kysely<Schema>({
    dialect: new PostgresDialect({ pool: maison.pool }),
    log: (e) => {
      vues.push(ecrireSql(e.query))
    },
  })
  await liste(r)
  await listerBureau(espion, r, contexte)
  return mesurerPgbench(maison, `${vues[0] ?? ''};`, { clients: CLIENTS, duree: SECONDES })
}

async function chronometrer<T>(quoi: string, faire: () => Promise<T>): Promise<T> {
  const debut = performance.now()
  const r = await faire()
  dire(quoi, (performance.now() - debut) / 1000, 's')
  return r
}
