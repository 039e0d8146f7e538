// Pages: public pages, a section of the pilot form for somebody signed in, and where its time goes; beside Fastify « hello » in
// the same run. Run by hand: node bench/pages.ts [seconds per measure] [pages with this in their name].
import { rmSync } from 'node:fs'
import { lireAppelPublie } from '../src/registre/appels.ts'
import { urls } from '../src/urls.ts'
import { dire, lancerHello, lancerLaureat, machine, mesurer } from './banc.ts'
import { PILOTE, unBrouillon } from './brouillon.ts'
import { OUVERT_DEPUIS, ouvrirMaisonDeBanc, ouvrirSessions } from './maison.ts'
import { processeur } from './processeur.ts'

const SECONDES = Number(process.argv[2] ?? 6)
const SEULES = process.argv[3]

const maison = await ouvrirMaisonDeBanc({ garder: true })
const { id, maire, uais } = await unBrouillon(maison)
const uai = uais[0] ?? ''
const [cookie = ''] = await ouvrirSessions(maison.porte.base, [maire.personne ?? ''], maison.porte.maintenant())
const appel = (await lireAppelPublie(maison.porte.base, PILOTE))?.appel
await maison.fermer()
const hello = await lancerHello()
const serveur = await lancerLaureat({ DONNEES: maison.donnees, MAINTENANT: OUVERT_DEPUIS })
try {
  console.log(`Pages, 10 connexions, ${SECONDES} s chacune ; ${machine()}`)
  const mesureHello = await mesurerAvecCout(hello, '/')
  const reference = mesureHello.r.parSeconde
  const coutHello = mesureHello.cout.node
  dire('Fastify « hello »', reference, 'req/s')
  console.log(`  processeur par requête : Node ${coutHello.toFixed(3)} ms`)
  for (const section of appel?.formulaire ?? []) {
    const chemin =
      section.par === 'ecole'
        ? urls.sectionEcole.href({ id, uai, section: section.id })
        : urls.section.href({ id, section: section.id })
    await page(`section « ${section.id} » (${section.questions.length} questions)`, chemin, { cookie }, 0.05)
  }
  await page('page du dossier', urls.dossier.href({ id }), { cookie })
  await page('relecture', urls.relecture.href({ id }), { cookie })
  await page('mon espace', urls.monEspace.href(), { cookie })
  await page('accueil', urls.accueil.href())
  await page('page de l’appel', urls.appel.href({ slug: PILOTE }))
  await page('guide', urls.guide.href({ slug: PILOTE }))
  await page('simulateur', urls.simulateur.href({ slug: PILOTE }))
  await page('connexion', urls.connexion.href())

  async function page(nom: string, chemin: string, headers = {}, seuil?: number): Promise<void> {
    if (SEULES && !nom.includes(SEULES)) return
    const { r, cout } = await mesurerAvecCout(serveur, chemin, headers)
    if (r.erreurs > 0) throw new Error(`${nom}: ${r.erreurs} errors`)
    dire(`${nom}, ${Math.round(r.octets / 1024)} ko, p99 ${r.p99} ms`, r.parSeconde, 'req/s', reference, seuil)
    const total = cout.node + cout.postgres
    console.log(
      `  processeur par requête : Node ${cout.node.toFixed(2)} ms, PostgreSQL ${cout.postgres.toFixed(2)} ms ; hello / page ${(coutHello / total).toFixed(3)}`,
    )
  }

  async function mesurerAvecCout(s: typeof serveur, chemin: string, headers = {}) {
    // Code runs at its own speed only after some thousands of calls.
    await mesurer(s.base + chemin, { headers, secondes: SECONDES, chauffe: 0 })
    const avant = processeur(s.pid)
    const r = await mesurer(s.base + chemin, { headers, secondes: SECONDES, chauffe: 0 })
    const apres = processeur(s.pid)
    const n = Math.max(1, r.parSeconde * SECONDES)
    return { r, cout: { node: (apres.node - avant.node) / n, postgres: (apres.postgres - avant.postgres) / n } }
  }
} finally {
  await serveur.arreter()
  await hello.arreter()
  rmSync(maison.donnees, { recursive: true, force: true })
}
