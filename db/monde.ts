import { sql } from 'kysely'
import type { Fondations } from '../src/composition.ts'
import { estRefus } from '../src/domaine/refus.ts'
import { chargerAppel } from '../src/registre/charger-appel.ts'
import { creerPersonne, habiliter, lireOctroi } from '../src/registre/comptes.ts'
import { publierAppel } from '../src/registre/publier-appel.ts'
import { ressource } from '../src/socle/ressources.ts'
import { COMPTES } from './comptes.ts'

const APPELS = ['tne38-pac-2025', 'demo-ouvert']

/** The one fictional world, loaded once on an empty base: calls and accounts; in the whole world, invented schools and dossiers
 * reached by real acts. */
export const chargerDemonstration = async (f: Fondations): Promise<void> => {
  const { rows } = await sql<{ valeur: unknown }>`select valeur from reglage where cle = 'monde'`.execute(f.porte.base)
  if (rows.length > 0) return
  const maintenant = f.porte.maintenant()
  for (const slug of APPELS) {
    const lu = await chargerAppel(ressource(`appels/${slug}`), maintenant)
    if ('erreurs' in lu) throw new Error(lu.erreurs.map((e) => `${e.fichier}:${e.ligne} ${e.message}`).join('\n'))
    await f.porte.base.transaction().execute((tx) => publierAppel(tx, lu.appel, maintenant))
  }
  for (const compte of COMPTES) {
    const id = await creerPersonne(f.porte.base, compte.courriel, compte.nom, maintenant)
    for (const texte of compte.habilitations) {
      const octroi = lireOctroi(texte)
      if (estRefus(octroi)) throw new Error(octroi.detail)
      await habiliter(f.porte.base, id, octroi, maintenant, { origine: 'demonstration' })
    }
  }
  await sql`insert into reglage (cle, valeur) values ('monde', ${JSON.stringify({ genre: f.config.demoMonde })}::jsonb)`.execute(
    f.porte.base,
  )
}
