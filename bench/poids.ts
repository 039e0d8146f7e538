// Weight over the wire, brotli as browsers ask for it: a first visit (page, styles, script, fonts, icon) and the next page
// (nothing is fetched again: every file's name changes with its content). Run by hand: node bench/poids.ts
import { rmSync } from 'node:fs'
import { request } from 'node:http'
import { urls } from '../src/urls.ts'
import { lancerLaureat, machine } from './banc.ts'
import { PILOTE, unBrouillon } from './brouillon.ts'
import { OUVERT_DEPUIS, ouvrirMaisonDeBanc, ouvrirSessions } from './maison.ts'

const PREMIERE = 60 * 1024
const SUIVANTE = 12 * 1024

const maison = await ouvrirMaisonDeBanc({ garder: true })
const { id, maire, uais } = await unBrouillon(maison)
const [cookie = ''] = await ouvrirSessions(maison.porte.base, [maire.personne ?? ''], maison.porte.maintenant())
await maison.fermer()
const serveur = await lancerLaureat({ DONNEES: maison.donnees, MAINTENANT: OUVERT_DEPUIS })
try {
  console.log(`Poids sur le fil (brotli), en-têtes compris ; ${machine()}`)
  const uai = uais[0] ?? ''
  const pages: [string, string, string?][] = [
    ['accueil', urls.accueil.href()],
    ['page de l’appel', urls.appel.href({ slug: PILOTE })],
    ['guide', urls.guide.href({ slug: PILOTE })],
    ['mon école est-elle concernée', urls.eligibilite.href({ slug: PILOTE })],
    ['simulateur', urls.simulateur.href({ slug: PILOTE })],
    ['connexion', urls.connexion.href()],
    ['mon espace', urls.monEspace.href(), cookie],
    ['page du dossier', urls.dossier.href({ id }), cookie],
    ['section « projet »', urls.sectionEcole.href({ id, uai, section: 'projet' }), cookie],
    ['section « equipements »', urls.sectionEcole.href({ id, uai, section: 'equipements' }), cookie],
  ]
  for (const [nom, chemin, sien] of pages) {
    const page = await charger(chemin, sien)
    const autres = await Promise.all(dependances(page.texte).map(async (d) => ({ d, ...(await charger(d)) })))
    const css = autres.filter((a) => a.d.endsWith('.css'))
    // The font that latin pages use is preloaded; the others of the style sheet are for rarer letters.
    const total = page.octets + autres.reduce((t, a) => t + a.octets, 0)
    const detail = autres.map(
      (a) =>
        `${a.d
          .split('/')
          .at(-1)
          ?.replace(/-[\w-]{8}(?=\.)/, '')} ${ko(a.octets)}`,
    )
    console.log(
      `${nom.padEnd(30)} première visite ${ko(total)} ${verdict(total, PREMIERE)} · page suivante ${ko(page.octets)} ${verdict(page.octets, SUIVANTE)}`,
    )
    if (nom === 'accueil') console.log(`  ${detail.join(', ')} (${css.length} feuille de style)`)
  }
} finally {
  await serveur.arreter()
  rmSync(maison.donnees, { recursive: true, force: true })
}

/** One answer as a browser would receive it: bytes of the head and of the compressed body. */
function charger(chemin: string, sien?: string): Promise<{ octets: number; texte: string }> {
  return new Promise((ok, echec) => {
    const headers = { 'accept-encoding': 'br', ...(sien ? { cookie: sien } : {}) }
    request(serveur.base + chemin, { headers }, (r) => {
      const morceaux: Buffer[] = []
      r.on('data', (m: Buffer) => morceaux.push(m))
      r.on('end', async () => {
        if (r.statusCode !== 200) return echec(new Error(`${chemin}: ${r.statusCode}`))
        const corps = Buffer.concat(morceaux)
        const tete = r.rawHeaders.reduce((t, h) => t + h.length + 2, 17)
        const texte = r.headers['content-encoding'] === 'br' ? await decompresser(corps) : corps.toString()
        ok({ octets: tete + corps.length, texte })
      })
    })
      .on('error', echec)
      .end()
  })
}

async function decompresser(corps: Buffer): Promise<string> {
  const { brotliDecompressSync } = await import('node:zlib')
  return brotliDecompressSync(corps).toString()
}

function dependances(html: string): string[] {
  return [...html.matchAll(/<(?:link|script|img)[^>]*?(?:href|src)="(\/[^"]+\.(?:css|js|woff2|svg|png))"/g)].flatMap(
    (m) => (m[1] ? [m[1]] : []),
  )
}

function ko(n: number): string {
  return `${(n / 1024).toFixed(1)} ko`
}

function verdict(n: number, max: number): string {
  return n <= max ? '(bien)' : `(trop : ${max / 1024} ko au plus)`
}
