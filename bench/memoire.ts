// Start on an existing folder, and memory before, during and after load. Run by hand: node bench/memoire.ts [seconds of load]
import { readFileSync, rmSync } from 'node:fs'
import { setTimeout as attendre } from 'node:timers/promises'
import { urls } from '../src/urls.ts'
import { dire, lancerLaureat, machine, mesurer } from './banc.ts'
import { PILOTE, unBrouillon } from './brouillon.ts'
import { OUVERT_DEPUIS, ouvrirMaisonDeBanc, ouvrirSessions } from './maison.ts'

const SECONDES = Number(process.argv[2] ?? 15)
const maison = await ouvrirMaisonDeBanc({ garder: true })
const { id, maire, uais } = await unBrouillon(maison)
const [cookie = ''] = await ouvrirSessions(maison.porte.base, [maire.personne ?? ''], maison.porte.maintenant())
await maison.fermer()
const options = { DONNEES: maison.donnees, MAINTENANT: OUVERT_DEPUIS }
try {
  console.log(`Démarrage et mémoire ; ${machine()}`)
  // The first start builds what has changed: only the next ones are measured.
  await (await lancerLaureat(options)).arreter()
  for (const n of [1, 2, 3]) {
    const debut = performance.now()
    const s = await lancerLaureat(options)
    dire(`démarrage ${n} sur un dossier existant, prêt à répondre`, (performance.now() - debut) / 1000, 's')
    await s.arreter()
  }
  const serveur = await lancerLaureat(options)
  try {
    await attendre(2000)
    dire('mémoire au repos', rss(serveur.pid), 'Mio')
    for (const [nom, chemin] of [
      ['section', urls.sectionEcole.href({ id, uai: uais[0] ?? '', section: 'equipements' })],
      ['page du dossier', urls.dossier.href({ id })],
      ['page de l’appel', urls.appel.href({ slug: PILOTE })],
    ] as const) {
      const r = await mesurer(serveur.base + chemin, { headers: { cookie }, secondes: SECONDES })
      dire(`mémoire après ${Math.round(r.parSeconde * SECONDES)} × ${nom}`, rss(serveur.pid), 'Mio')
    }
    await attendre(5000)
    dire('mémoire cinq secondes plus tard', rss(serveur.pid), 'Mio')
  } finally {
    await serveur.arreter()
  }
} finally {
  rmSync(maison.donnees, { recursive: true, force: true })
}

/** Resident memory of the server's process, PostgreSQL left out. */
function rss(pid: number): number {
  const ligne = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(ligne?.[1] ?? 0) / 1024
}
