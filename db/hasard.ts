export type Hasard = {
  /** Between 0 (included) and 1 (excluded). */
  reel: () => number
  /** Whole number between both bounds, included. */
  entier: (min: number, max: number) => number
  parmi: <T>(liste: readonly T[]) => T
  /** `n` different elements, in the order of the list. */
  tirage: <T>(liste: readonly T[], n: number) => T[]
}

/** The same seed gives the same world, on every machine (mulberry32). */
export const hasard = (graine: number): Hasard => {
  let etat = graine >>> 0
  const reel = () => {
    etat = (etat + 0x6d2b79f5) >>> 0
    let t = etat
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const entier = (min: number, max: number) => min + Math.floor(reel() * (max - min + 1))
  const parmi = <T>(liste: readonly T[]): T => {
    const element = liste[entier(0, liste.length - 1)]
    if (element === undefined) throw new RangeError('Nothing to choose from')
    return element
  }
  const tirage = <T>(liste: readonly T[], n: number): T[] => {
    const cles = liste.map(() => reel())
    const seuil = [...cles].sort((a, b) => a - b)[Math.min(n, liste.length) - 1] ?? -1
    return liste.filter((_, i) => (cles[i] ?? 1) <= seuil)
  }
  return { reel, entier, parmi, tirage }
}
