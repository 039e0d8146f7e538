import type { Readable } from 'node:stream'
import { type Kysely, sql } from 'kysely'
import * as z from 'zod'
import type { Refus } from '../../domaine/refus.ts'
import { fondre, type Polygones } from './fondre.ts'

export type BilanContours = {
  lus: number
  communes: number
  fondus: number
  ignores: { element: number; raison: string }[]
}

const MAX_OCTETS = 50_000_000
/** Beyond this, points are put on an 11 m grid instead of 1 m: shared borders stay shared, unlike with a simplification by line. */
const BEAUCOUP_DE_POINTS = 300_000

/**
 * Imports commune outlines from an official GeoJSON (IGN, Etalab): one feature per commune, its INSEE code among the properties.
 * Outlines of old codes are dissolved into the commune of today. All of a readable file, or nothing.
 */
export async function importerContours<DB>(
  base: Kysely<DB>,
  flux: Readable,
  { simuler = false }: { simuler?: boolean } = {},
): Promise<BilanContours | Refus> {
  const collection = await lire(flux)
  if ('refus' in collection) return collection
  const actuelle = await communesActuelles(base)
  const bilan: BilanContours = { lus: collection.features.length, communes: 0, fondus: 0, ignores: [] }
  const parCommune = new Map<string, Polygones>()
  for (const [i, element] of collection.features.entries()) {
    const code = codeDe(element.properties ?? {})
    const insee = code ? actuelle.get(code) : undefined
    if (!insee || !element.geometry) {
      bilan.ignores.push({ element: i + 1, raison: raison(code, insee) })
      continue
    }
    const avant = parCommune.get(insee)
    if (avant) bilan.fondus += 1
    parCommune.set(insee, [...(avant ?? []), ...polygones(element.geometry)])
  }
  bilan.communes = parCommune.size
  if (!simuler) await ecrire(base, parCommune)
  return bilan
}

const Position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).rest(z.number())
const Anneaux = z.array(z.array(Position).min(4))
const Geometrie = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: Anneaux }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(Anneaux) }),
])
const Collection = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.object({ properties: z.record(z.string(), z.unknown()).nullable(), geometry: Geometrie.nullable() }),
  ),
})

async function lire(flux: Readable): Promise<z.infer<typeof Collection> | Refus> {
  const morceaux: Buffer[] = []
  let octets = 0
  try {
    for await (const morceau of flux) {
      const b = Buffer.from(morceau)
      octets += b.length
      if (octets > MAX_OCTETS)
        return refuser(
          'Ce fichier dépasse 50\u00a0Mo\u00a0: prenez les contours simplifiés (100\u00a0m ou 1\u202f000\u00a0m).',
          413,
        )
      morceaux.push(b)
    }
    const lu = Collection.safeParse(JSON.parse(Buffer.concat(morceaux).toString('utf8')))
    return lu.success
      ? lu.data
      : refuser(`Ce GeoJSON n’est pas une collection de polygones en degrés (${lieu(lu.error)}).`)
  } catch {
    return refuser('Ce fichier n’est pas du GeoJSON\u00a0: attendu, les contours de communes de data.gouv.fr.')
  }
}

const lieu = (erreur: z.ZodError) => erreur.issues[0]?.path.slice(0, 4).join('.') || 'FeatureCollection attendue'

async function communesActuelles<DB>(base: Kysely<DB>): Promise<Map<string, string>> {
  const { rows } = await sql<{ code: string; insee: string }>`
    select insee as code, insee from commune where actuelle union all select ancien, insee from commune_ancienne`.execute(
    base,
  )
  return new Map(rows.map((r) => [r.code, r.insee]))
}

function codeDe(proprietes: Record<string, unknown>): string | undefined {
  const parCle = new Map(Object.entries(proprietes).map(([c, v]) => [c.toLowerCase(), v]))
  const code = ['code', 'insee', 'code_insee', 'insee_com', 'codgeo', 'com', 'depcom']
    .map((c) => parCle.get(c))
    .find(Boolean)
  return code === undefined ? undefined : String(code).trim().toUpperCase()
}

const raison = (code: string | undefined, insee: string | undefined) => {
  if (!code) return 'code INSEE absent'
  return insee ? `contour absent pour ${code}` : `commune inconnue\u00a0: «\u00a0${code}\u00a0»`
}

const polygones = (g: z.infer<typeof Geometrie>): Polygones =>
  (g.type === 'Polygon' ? [g.coordinates] : g.coordinates).map((anneaux) =>
    anneaux.map((anneau) => anneau.map(([x, y]) => [x, y])),
  )

async function ecrire<DB>(base: Kysely<DB>, parCommune: ReadonlyMap<string, Polygones>): Promise<void> {
  let points = 0
  for (const p of parCommune.values()) points += p.flat(2).length
  const decimales = points > BEAUCOUP_DE_POINTS ? 4 : 5
  const lignes = [...parCommune].map(([insee, p]) => ({
    insee,
    geometrie: { type: 'MultiPolygon', coordinates: fondre(p, decimales) },
  }))
  await sql`insert into contour (insee, geometrie)
    select * from json_to_recordset(${JSON.stringify(lignes)}::json) as c (insee text, geometrie jsonb)
    on conflict (insee) do update set geometrie = excluded.geometrie`.execute(base)
}

const refuser = (detail: string, statut: 413 | 422 = 422): Refus => ({
  refus: true,
  statut,
  code: 'contours_illisibles',
  detail,
})
