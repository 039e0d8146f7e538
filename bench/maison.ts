import { rmSync } from 'node:fs'
import { sql } from 'kysely'
import { poserFondations } from '../src/composition.ts'
import { lireConfig } from '../src/config.ts'
import { preparer } from '../src/preparer.ts'
import { nouveauSecret } from '../src/registre/acteurs.ts'
import type { Lecteur } from '../src/registre/lire.ts'
import { TACHES } from '../src/taches.ts'
import { dossierTemporaire } from './banc.ts'

/** Lauréat without its HTTP server, on an embedded database of its own with the empty world; the pilot call is open.
 * `garder` leaves the folder when it closes: a real server may then start on it (`lancerLaureat({ DONNEES })`). */
export const ouvrirMaisonDeBanc = async ({
  garder = false,
  maintenant = OUVERT,
  donnees = dossierTemporaire(),
} = {}) => {
  const config = lireConfig({
    DONNEES: donnees,
    DEMO: '1',
    DEMO_MONDE: 'vide',
    LAUREAT_LANCEUR: 'dev',
    MAINTENANT: maintenant,
  })
  if ('erreurs' in config) throw new Error(config.erreurs.join(' '))
  const f = await poserFondations(config, { serveur: true })
  await f.travaux.demarrer(TACHES(f), { travailler: false })
  await preparer(f)
  await sql`create sequence if not exists banc_tour`.execute(f.porte.base)
  const o = f.pool.options
  return {
    ...f,
    donnees,
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
      if (!garder) rmSync(donnees, { recursive: true, force: true })
    },
  }
}

/** An instant at which the pilot call takes applications. */
export const OUVERT = '2025-01-15T10:00:00+01:00'
/** The same day, for the server that starts on a folder prepared at `OUVERT`: rights given meanwhile are in force. */
export const OUVERT_DEPUIS = '2025-01-15T12:00:00+01:00'

export type MaisonDeBanc = Awaited<ReturnType<typeof ouvrirMaisonDeBanc>>

/** A signed-in browser for each of these people: the value of its `cookie` header. */
export const ouvrirSessions = async (base: Lecteur, personnes: string[], maintenant: Date): Promise<string[]> => {
  const secrets = personnes.map(() => nouveauSecret())
  await sql`
    insert into session (empreinte, personne_id, cree_le, vue_le, expire_le)
    select e, p, ${maintenant}, ${maintenant}, ${new Date(maintenant.getTime() + 7 * 86_400_000)}
    from unnest(${secrets.map((s) => s.empreinte)}::text[], ${personnes}::uuid[]) t(e, p)`.execute(base)
  return secrets.map((s) => `session=${s.secret}`)
}
