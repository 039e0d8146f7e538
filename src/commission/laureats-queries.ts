import { sql } from 'kysely'
import type { Lecteur } from '../registre/lire.ts'

/** One winner of a call. Cents. `vote`: 0 until the commission permanente has voted. */
export type Laureat = {
  numero: string
  organisme: string
  ecoles: { uai: string; nom: string; commune: string; insee: string; montant: number }[]
  propose: number
  vote: number
}
export type Laureats = { laureats: Laureat[]; publieesLe: Date | null }

/** What everybody may read: projects kept by sessions whose results are published, and not withdrawn since. Nothing else. */
export const lireLaureats = async (base: Lecteur, slug: string): Promise<Laureats> => {
  const { rows } = await sql<Laureat>`
    select d.numero, o.nom as organisme, sum(p.montant_propose)::bigint as propose, max(d.montant_vote)::bigint as vote,
      jsonb_agg(jsonb_build_object('uai', p.uai, 'nom', e.nom, 'commune', c.nom, 'insee', c.insee, 'montant', p.montant_propose) order by e.nom, p.uai) as ecoles
    from projet_ecole p join seance s on s.id = p.seance_id join dossier d on d.id = p.dossier_id
      join organisme o on o.siren = d.organisme join ecole e on e.uai = p.uai join commune c on c.insee = e.commune
    where p.appel = ${slug} and p.decision = 'retenu' and p.etat <> 'retire' and s.etat = 'publiee' and d.vivant
      and d.etat not in ('brouillon', 'depose', 'a_completer', 'conforme', 'accord_refuse', 'desiste', 'caduc')
    group by d.id, d.numero, o.nom order by o.nom, d.numero`.execute(base)
  const { rows: dates } = await sql<{ le: Date | null }>`
    select max(publiee_le) as le from seance where appel = ${slug} and genre = 'technique' and etat = 'publiee'`.execute(
    base,
  )
  return { laureats: rows, publieesLe: dates[0]?.le ?? null }
}

/** A commune's outline: polygons of rings of [longitude, latitude]. */
export type Contour = { insee: string; nom: string; anneaux: [number, number][][] }

/** The outlines of the communes of these départements; empty when none was imported. */
export const lireContours = async (base: Lecteur, departements: readonly string[]): Promise<Contour[]> => {
  const { rows } = await sql<{ insee: string; nom: string; geometrie: { type: string; coordinates: unknown } }>`
    select k.insee, c.nom, k.geometrie from contour k join commune c on c.insee = k.insee
    where c.departement = any(${[...departements]}) and c.actuelle order by k.insee`.execute(base)
  return rows.map(({ insee, nom, geometrie }) => ({
    insee,
    nom,
    // `importer contours` checked it and wrote MultiPolygons only.
    anneaux: (geometrie.coordinates as [number, number][][][]).flat(),
  }))
}
