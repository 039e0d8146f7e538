import { geoIdentity } from 'd3-geo'
import { accorder } from '../domaine/francais.ts'
import type { Contour } from './laureats-queries.ts'

export type Trace = { insee: string; nom: string; d: string }
export type Fond = { traces: Trace[] }

const LARGEUR = 1000

/** Outlines as SVG paths on a grid of 1,000 units: fine enough for the eye, light enough for a page. Shared borders stay shared. */
export const dessiner = (contours: readonly Contour[]): Fond | undefined => {
  const points = contours.flatMap((c) => c.anneaux.flat())
  if (points.length === 0) return undefined
  const latitudes = points.map((p) => p[1])
  const milieu = (minimum(latitudes) - minimum(latitudes.map((y) => -y))) / 2
  // A degree of longitude is shorter than one of latitude: without this the map would look flattened.
  const serrer = Math.cos((milieu * Math.PI) / 180)
  const plat = ([x, y]: readonly [number, number]): [number, number] => [x * serrer, y]
  const projection = geoIdentity()
    .reflectY(true)
    .fitSize([LARGEUR, LARGEUR], { type: 'MultiPoint', coordinates: points.map(plat) })
  const projeter = (p: readonly [number, number]): [number, number] => {
    const [x, y] = projection(plat(p)) ?? [0, 0]
    return [Math.round(x), Math.round(y)]
  }
  const traces = contours.map(({ insee, nom, anneaux }) => ({
    insee,
    nom,
    d: anneaux.map((a) => chemin(a.map(projeter))).join(''),
  }))
  return { traces }
}

// No spread: Math.min(...) of a département's points overflows the stack.
const minimum = (nombres: readonly number[]): number =>
  nombres.reduce((m, n) => Math.min(m, n), Number.POSITIVE_INFINITY)

const chemin = (points: [number, number][]): string => {
  const gardes = points.filter((p, i) => i === 0 || p[0] !== points[i - 1]?.[0] || p[1] !== points[i - 1]?.[1])
  return gardes.length < 3 ? '' : `M${gardes.map((p) => p.join(' ')).join('L')}Z`
}

/** The map: communes with a winning school stand out; its figures are in the table that goes with it. */
export const CarteCommunes = ({
  fond,
  servies,
  titre,
}: {
  fond: Fond
  servies: ReadonlyMap<string, number>
  titre: string
}) => {
  const dessus = fond.traces.filter((t) => servies.has(t.insee))
  return (
    <svg
      viewBox={`0 0 ${LARGEUR} ${LARGEUR}`}
      width="100%"
      role="img"
      aria-labelledby="titre-carte"
      class="laureat-carte-communes"
    >
      <title id="titre-carte">{titre}</title>
      <path d={fond.traces.map((t) => t.d).join('')} fill="#eef4f2" stroke="#d8d4cb" stroke-width="1" />
      {dessus.map((t) => (
        <path d={t.d} fill="#0b4f47" stroke="#ffffff" stroke-width="2">
          <title>
            {t.nom}, {accorder(servies.get(t.insee) ?? 0, 'école')}
          </title>
        </path>
      ))}
    </svg>
  )
}
