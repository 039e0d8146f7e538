import { sql } from 'kysely'
import type { Appel } from '../domaine/appel/schema.ts'
import { ajouterJours, debutDeJournee } from '../domaine/calendrier.ts'
import { canonique, sha256 } from './journal.ts'
import type { Lecteur } from './lire.ts'
import { publierClauses } from './publier-clauses.ts'

type AppelVersionne = {
  slug: string
  version: number
  nouvelle: boolean
  clauses?: Awaited<ReturnType<typeof publierClauses>>
}

/** Publishes a verified call as a new version, with its clauses (`clauses`), or says that nothing changed. Drafts and filed dossiers keep their own version;
 * a prolongation already granted is never shortened. Opening and closing become instants (Paris days → UTC). */
export const publierAppel = async (tx: Lecteur, appel: Appel, maintenant: Date): Promise<AppelVersionne> => {
  const empreinte = sha256(canonique(appel))
  const { rows } = await sql<{ version: number; empreinte: string; convention: Appel['convention'] | null }>`
    select a.version_courante as version, v.empreinte, v.contenu->'convention' as convention from appel a join appel_version v on v.appel = a.slug and v.numero = a.version_courante
    where a.slug = ${appel.slug} for update of a`.execute(tx)
  const courante = rows[0]
  if (courante?.empreinte === empreinte) return { slug: appel.slug, version: courante.version, nouvelle: false }
  const version = (courante?.version ?? 0) + 1
  const ouverture = debutDeJournee(appel.calendrier.ouverture)
  const cloture = debutDeJournee(ajouterJours(appel.calendrier.cloture, 1))
  await sql`
    insert into appel_version (appel, numero, contenu, empreinte, publie_le)
    values (${appel.slug}, ${version}, ${JSON.stringify(appel)}::jsonb, ${empreinte}, ${maintenant})`.execute(tx)
  await sql`
    insert into appel (slug, version_courante, ouverture, cloture, publie_le) values (${appel.slug}, ${version}, ${ouverture}, ${cloture}, ${maintenant})
    on conflict (slug) do update set version = appel.version + 1, version_courante = excluded.version_courante, ouverture = excluded.ouverture, publie_le = excluded.publie_le,
      cloture = greatest(excluded.cloture, (select max(jusqua) from prolongation p where p.appel = appel.slug and p.dossier_id is null))`.execute(
    tx,
  )
  const avant = courante?.convention ?? undefined
  return {
    slug: appel.slug,
    version,
    nouvelle: true,
    clauses: await publierClauses(tx, appel, { version, avant, le: maintenant }),
  }
}
