// The journey of seven requests (open, save, open, save, review, file, receipt) by as many town halls at once, each on its own
// draft, with sessions, forms and their tokens; beside Fastify « hello ». Run by hand: node bench/parcours.ts [journeys]
import { rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { sql } from 'kysely'
import { urls } from '../src/urls.ts'
import { dire, lancerHello, lancerLaureat, machine, mesurer } from './banc.ts'
import { unBrouillon } from './brouillon.ts'
import { OUVERT_DEPUIS, ouvrirMaisonDeBanc, ouvrirSessions } from './maison.ts'
import { copierBrouillons, inscrireSignataires } from './semer.ts'

const N = Number(process.argv[2] ?? 300)
const CLIENTS = 10

const maison = await ouvrirMaisonDeBanc({ garder: true })
const { id: modele } = await unBrouillon(maison)
const { base } = maison.porte
const ids = await copierBrouillons(base, modele, N + 20)
await inscrireSignataires(base, maison.porte.maintenant())
const { rows } = await sql<{ personne: string }>`select personne from banc order by n`.execute(base)
const personnes = rows.map((r) => r.personne)
const cookies = await ouvrirSessions(base, personnes, maison.porte.maintenant())
await maison.fermer()
const hello = await lancerHello()
const serveur = await lancerLaureat({ DONNEES: maison.donnees, MAINTENANT: OUVERT_DEPUIS })
const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS })
const parEtape = new Map<string, number>()
try {
  console.log(`Parcours de sept requêtes, ${CLIENTS} mairies à la fois ; ${machine()}`)
  const reference = (await mesurer(hello.base, { secondes: 3 })).parSeconde
  dire('Fastify « hello »', reference, 'req/s')
  for (let i = 0; i < 20; i++) await parcourir(i)
  parEtape.clear()
  let suivant = 20
  const debut = performance.now()
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      while (suivant < N + 20) await parcourir(suivant++)
    }),
  )
  const parSeconde = N / ((performance.now() - debut) / 1000)
  dire('parcours complets', parSeconde, 'par seconde')
  dire('soit', parSeconde * 7, 'req/s', reference)
  for (const [etape, ms] of parEtape) dire(`  ${etape}, en moyenne`, ms / N, 'ms')
} finally {
  agent.destroy()
  await serveur.arreter()
  await hello.arreter()
  rmSync(maison.donnees, { recursive: true, force: true })
}

async function parcourir(i: number): Promise<void> {
  const id = ids[i] ?? ''
  for (const section of ['commune', 'financement']) {
    const chemin = urls.section.href({ id, section })
    const page = await etape(`ouvrir « ${section} »`, i, chemin)
    await etape(`enregistrer « ${section} »`, i, actionDe(page), champsDe(page, '<form'))
  }
  await etape('relire', i, urls.relecture.href({ id }))
  // The form of the filing is on a page of its own, read here out of the count.
  const formulaire = await appeler(i, urls.depot.href({ id }))
  await etape('déposer', i, urls.depot.href({ id }), { ...champsDe(formulaire, 'name="version"'), engagements: 'oui' })
  await etape('accusé', i, urls.depotFait.href({ id }))
}

async function etape(nom: string, i: number, chemin: string, champs?: Record<string, string>): Promise<string> {
  const debut = performance.now()
  const texte = await appeler(i, chemin, champs)
  parEtape.set(nom, (parEtape.get(nom) ?? 0) + performance.now() - debut)
  return texte
}

function appeler(i: number, chemin: string, champs?: Record<string, string>): Promise<string> {
  const corps = champs ? new URLSearchParams(champs).toString() : undefined
  const entetes = corps
    ? { 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(corps) }
    : {}
  return new Promise((ok, echec) => {
    const headers = { cookie: cookies[i] ?? '', ...entetes }
    const r = request(serveur.base + chemin, { method: corps ? 'POST' : 'GET', agent, headers }, (reponse) => {
      let texte = ''
      reponse.setEncoding('utf8').on('data', (m: string) => {
        texte += m
      })
      reponse.on('end', () =>
        reponse.statusCode === (corps ? 303 : 200)
          ? ok(texte)
          : echec(new Error(`${chemin}: ${reponse.statusCode} ${texte.replace(/<[^>]+>/g, ' ').slice(0, 3000)}`)),
      )
    })
    r.on('error', echec)
    r.end(corps)
  })
}

/** The fields of the page's form as a browser would send them back. */
function champsDe(html: string, repere: string): Record<string, string> {
  const forme = html.slice(
    html.lastIndexOf(
      '<form',
      html.indexOf('name="revision"') >= 0 ? html.indexOf('name="revision"') : html.indexOf(repere),
    ),
  )
  const fin = forme.slice(0, forme.indexOf('</form>'))
  const champs: Record<string, string> = {}
  for (const [balise] of fin.matchAll(/<input[^>]*>/g)) {
    const nom = attribut(balise, 'name')
    const type = attribut(balise, 'type')
    if (!nom || type === 'file' || ((type === 'radio' || type === 'checkbox') && !/\schecked/.test(balise))) continue
    champs[nom] = attribut(balise, 'value') ?? ''
  }
  for (const [, nom, texte] of fin.matchAll(/<textarea[^>]*\sname="([^"]+)"[^>]*>([^<]*)</g))
    if (nom) champs[nom] = lisible(texte ?? '')
  for (const [, nom, options] of fin.matchAll(/<select[^>]*\sname="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g))
    if (nom) champs[nom] = lisible(/value="([^"]*)"[^>]*\sselected/.exec(options ?? '')?.[1] ?? '')
  return champs
}

function actionDe(html: string): string {
  const avant = html.slice(0, html.indexOf('name="revision"'))
  return lisible(/action="([^"]+)"/.exec(avant.slice(avant.lastIndexOf('<form')))?.[1] ?? '')
}

function attribut(balise: string, nom: string): string | undefined {
  const v = new RegExp(`\\s${nom}="([^"]*)"`).exec(balise)?.[1]
  return v === undefined ? undefined : lisible(v)
}

function lisible(s: string): string {
  return s.replaceAll('&lt;', '<').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
}
