import { sql } from 'kysely'
import type { Autour } from '../domaine/acte.ts'
import type { Lecteur } from './lire.ts'

/** Those who approve payments of a call at this instant, and up to how much (cents; null: no limit). */
export const lireValideurs = async (base: Lecteur, slug: string, le: Date): Promise<Autour['valideurs']> =>
  (
    await sql<Autour['valideurs'][number]>`
      select p.id, p.nom, p.courriel, max(h.seuil)::bigint as seuil from habilitation h join personne p on p.id = h.personne_id
      where h.role = 'valideur_paiement' and h.portee = ${slug} and h.depuis <= ${le} and (h.jusqua is null or h.jusqua > ${le}) group by p.id, p.nom, p.courriel order by p.nom, p.courriel`.execute(
      base,
    )
  ).rows

/** Up to how much this person approves payments of the call at this instant, cents; null: no limit. */
export const lireSeuil = async (
  base: Lecteur,
  slug: string,
  personne: string | null,
  le: Date,
): Promise<number | null> => {
  const { rows } = await sql<{ seuil: number | null }>`
    select max(seuil)::bigint as seuil from habilitation
    where personne_id = ${personne} and role = 'valideur_paiement' and portee = ${slug} and depuis <= ${le} and (jusqua is null or jusqua > ${le})`.execute(
    base,
  )
  return rows[0]?.seuil ?? null
}
