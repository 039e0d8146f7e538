import { rmSync } from 'node:fs'
import { sql } from 'kysely'
import { poserFondations } from '../src/composition.ts'
import { lireConfig } from '../src/config.ts'
import { preparer } from '../src/preparer.ts'
import { TACHES } from '../src/taches.ts'
import { dossierTemporaire } from './banc.ts'

/** Lauréat without its HTTP server, on an embedded database of its own with the empty world; the pilot call is open. */
export const ouvrirMaisonDeBanc = async () => {
  const donnees = dossierTemporaire()
  const config = lireConfig({
    DONNEES: donnees,
    DEMO: '1',
    DEMO_MONDE: 'vide',
    LAUREAT_LANCEUR: 'dev',
    MAINTENANT: '2025-01-15T10:00:00+01:00',
  })
  if ('erreurs' in config) throw new Error(config.erreurs.join(' '))
  const f = await poserFondations(config, { serveur: true })
  await f.travaux.demarrer(TACHES(f), { travailler: false })
  await preparer(f)
  await sql`create sequence banc_tour`.execute(f.porte.base)
  const o = f.pool.options
  return {
    ...f,
    connexion: {
      host: String(o.host),
      port: Number(o.port ?? 5432),
      user: String(o.user),
      database: String(o.database),
    },
    /** Account that owns the socket, when it is not ours. */
    compte: process.getuid?.() === 0 ? 'postgres' : undefined,
    fermer: async () => {
      await f.travaux.arreter()
      await f.fermer()
      rmSync(donnees, { recursive: true, force: true })
    },
  }
}
