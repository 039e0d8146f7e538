import { Readable } from 'node:stream'
import { sql } from 'kysely'
import type { Fondations } from '../src/composition.ts'
import { chargerAppel } from '../src/registre/charger-appel.ts'
import { publierAppel } from '../src/registre/publier-appel.ts'
import { importerEcoles } from '../src/socle/annuaires/ecoles.ts'
import { ressource } from '../src/socle/ressources.ts'
import { jouerCandidatures, lireOrganismes } from './candidatures.ts'
import { COMPTES } from './comptes.ts'
import { annuaireInvente, type Commune } from './ecoles.ts'
import { jouerFinancements } from './payer.ts'
import { jouerPilote } from './pilote.ts'
import { bien, ouvrirTheatre, type Theatre } from './theatre.ts'

const APPELS = ['tne38-pac-2025', 'demo-ouvert']

/** The one fictional world, loaded once on an empty base: calls and accounts; in the whole world, invented schools and dossiers
 * reached by real acts. A load that was interrupted goes on from where it was. */
export const chargerDemonstration = async (f: Fondations): Promise<void> => {
  const { rows } = await sql`select 1 from reglage where cle = 'monde'`.execute(f.porte.base)
  if (rows.length > 0) return
  for (const slug of APPELS) await publier(f, slug)
  const t = ouvrirTheatre(f)
  for (const { courriel, nom, habilitations } of COMPTES) await t.personne(courriel, nom, habilitations)
  if (f.config.demoMonde === 'complet') {
    await inventerEcoles(t)
    const organismes = await lireOrganismes(t)
    await jouerCandidatures(t, organismes)
    await jouerPilote(t, organismes)
    await jouerFinancements(t)
    await garderLesLettres(f)
  }
  await sql`insert into reglage (cle, valeur) values ('monde', ${JSON.stringify({ genre: f.config.demoMonde })}::jsonb)`.execute(
    f.porte.base,
  )
}

const publier = async (f: Fondations, slug: string): Promise<void> => {
  const { rows } = await sql`select 1 from appel where slug = ${slug}`.execute(f.porte.base)
  if (rows.length > 0) return
  const maintenant = f.porte.maintenant()
  const lu = await chargerAppel(ressource(`appels/${slug}`), maintenant)
  if ('erreurs' in lu) throw new Error(lu.erreurs.map((e) => `${e.fichier}:${e.ligne} ${e.message}`).join('\n'))
  await f.porte.base.transaction().execute((tx) => publierAppel(tx, lu.appel, maintenant))
}

/** Through the importer of the official directory, which it resembles. */
const inventerEcoles = async (t: Theatre): Promise<void> => {
  const { rows } = await sql<Commune>`
    select insee, nom, coalesce(population, 0) as population, epci, coalesce(codes_postaux[1], '') as code_postal
    from commune where departement = '38' and actuelle order by insee`.execute(t.base)
  const options = { demonstration: true, maintenant: t.maintenant }
  const bilan = bien(await importerEcoles(t.base, Readable.from([annuaireInvente(rows)]), options), 'ecoles')
  if (bilan.ignorees.length > 0) throw new Error(JSON.stringify(bilan.ignorees.slice(0, 5)))
}

/** Nothing of an invented past ever leaves: its letters are kept, and shown at /demo/courriels. Its PDFs are made by the job. */
const garderLesLettres = async (f: Fondations): Promise<void> => {
  await f.porte.base.transaction().execute(async (tx) => {
    await sql`update courriel set etat = 'garde' where etat = 'attente'`.execute(tx)
    await f.travaux.enfiler(tx, 'documents', {})
  })
}
