type Point = readonly [number, number]
type Anneau = readonly Point[]
/** Coordinates of a GeoJSON MultiPolygon: polygons, rings (the outer one first), points. */
export type Polygones = readonly (readonly Anneau[])[]

/**
 * Rounds the points to `decimales` and takes away the borders that two polygons share, point for point (as official outlines do).
 * One polygon, or outlines that do not close again, come back as they are, rounded. Rings turn as RFC 7946 says. Pure.
 */
export function fondre(polygones: Polygones, decimales: number): Polygones {
  const arrondis = polygones
    .map((anneaux) => anneaux.map((a, rang) => tourner(arrondir(a, decimales), rang)).filter((a) => a.length >= 4))
    .filter((anneaux) => anneaux.length > 0)
  if (arrondis.length < 2) return arrondis
  const anneaux = recoudre(bords(arrondis))
  return anneaux ? ranger(anneaux) : arrondis
}

function arrondir(anneau: Anneau, decimales: number): Point[] {
  const points = anneau.map(([x, y]): Point => [Number(x.toFixed(decimales)), Number(y.toFixed(decimales))])
  return points.filter((p, i) => i === 0 || cle(p) !== cle(points[i - 1] ?? p))
}

const cle = (p: Point) => `${p[0]} ${p[1]}`

/** Outer rings counter-clockwise, holes clockwise. */
const tourner = (anneau: Anneau, rang: number): Anneau =>
  aire(anneau) > 0 === (rang === 0) ? anneau : anneau.toReversed()

/** Directed edges; an edge met in both directions is inside and goes away. */
function bords(polygones: Polygones): Map<string, Point[]> {
  const aretes = new Map<string, [Point, Point]>()
  for (const anneaux of polygones)
    for (const anneau of anneaux)
      for (let i = 1; i < anneau.length; i++) {
        const [a, b] = [anneau[i - 1], anneau[i]]
        if (!a || !b) continue
        if (!aretes.delete(`${cle(b)}|${cle(a)}`)) aretes.set(`${cle(a)}|${cle(b)}`, [a, b])
      }
  const suivants = new Map<string, Point[]>()
  for (const [a, b] of aretes.values()) suivants.set(cle(a), [...(suivants.get(cle(a)) ?? []), b])
  return suivants
}

/** Follows the edges left until each ring closes; null when one does not. */
function recoudre(suivants: Map<string, Point[]>): Anneau[] | null {
  const anneaux: Anneau[] = []
  for (const [depart, sorties] of suivants)
    while (sorties.length > 0) {
      const debut = depart.split(' ').map(Number)
      const anneau: Point[] = [[debut[0] ?? 0, debut[1] ?? 0]]
      for (let ici = depart; ; ) {
        const suivant = suivants.get(ici)?.pop()
        if (!suivant) return null
        anneau.push(suivant)
        ici = cle(suivant)
        if (ici === depart) break
      }
      anneaux.push(anneau)
    }
  return anneaux
}

/** Each hole goes with the smallest outline that holds it. */
function ranger(anneaux: readonly Anneau[]): Polygones {
  const dehors = anneaux.filter((a) => aire(a) > 0).sort((a, b) => aire(a) - aire(b))
  const polygones = dehors.map((a) => [a])
  for (const trou of anneaux.filter((a) => aire(a) < 0)) {
    const [premier] = trou
    const rang = premier ? dehors.findIndex((a) => contient(a, premier)) : -1
    polygones[rang]?.push(trou)
  }
  return polygones
}

/** Signed area: positive counter-clockwise. */
function aire(anneau: Anneau): number {
  let somme = 0
  for (let i = 1; i < anneau.length; i++) {
    const [a, b] = [anneau[i - 1], anneau[i]]
    if (a && b) somme += a[0] * b[1] - b[0] * a[1]
  }
  return somme / 2
}

function contient(anneau: Anneau, [x, y]: Point): boolean {
  let dedans = false
  for (let i = 1; i < anneau.length; i++) {
    const [a, b] = [anneau[i - 1], anneau[i]]
    if (a && b && a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) dedans = !dedans
  }
  return dedans
}
