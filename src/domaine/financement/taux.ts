import type { ReglesVolet, TauxDeRegle } from './schema.ts'

/** An exact rate: whole numbers, so that a third stays a third. */
export type Taux = { numerateur: number; denominateur: number }

export const UNITE: Taux = { numerateur: 1, denominateur: 1 }
const CENT_POUR_CENT = 1_000_000

/** A rate of the call's file (70, 33.33 or « 2/3 ») as an exact fraction. */
export function lireTaux(taux: TauxDeRegle): Taux {
  if (typeof taux === 'number') return reduire({ numerateur: Math.round(taux * 1e4), denominateur: CENT_POUR_CENT })
  const [numerateur = 0, denominateur = 1] = taux.split('/').map(Number)
  return reduire({ numerateur, denominateur })
}

/** The sum of two rates, never more than 100 %. */
export function ajouterTaux(a: Taux, b: Taux): Taux {
  const s = reduire({
    numerateur: a.numerateur * b.denominateur + b.numerateur * a.denominateur,
    denominateur: a.denominateur * b.denominateur,
  })
  return s.numerateur > s.denominateur ? UNITE : s
}

/** What is left of 100 %. */
export const complement = (t: Taux): Taux => ({
  numerateur: t.denominateur - t.numerateur,
  denominateur: t.denominateur,
})

/** Descending order of rates, exact. */
export const comparerTaux = (a: Taux, b: Taux): number => b.numerateur * a.denominateur - a.numerateur * b.denominateur

/** « 70 % », « 33,33 % », or « 2/3 » when no percentage says it exactly. */
export function formaterTaux(t: Taux): string {
  if ((t.numerateur * CENT_POUR_CENT) % t.denominateur !== 0) return `${t.numerateur}/${t.denominateur}`
  const pourcent = (t.numerateur * CENT_POUR_CENT) / t.denominateur / 1e4
  return `${String(pourcent).replace('.', ',')}\u00a0%`
}

/** The aid on an expense in cents, rounded as the part says: half-up to the cent or to the euro, or down to the euro. */
export const appliquer = (montant: number, taux: Taux, arrondi: ReglesVolet['arrondi']): number =>
  appliquerSomme([{ montant, taux }], arrondi)

/** The same on several expenses at several rates, added exactly and rounded once. */
export function appliquerSomme(
  termes: readonly { montant: number; taux: Taux }[],
  arrondi: ReglesVolet['arrondi'],
): number {
  const denominateur = termes.reduce((d, { taux }) => d * BigInt(taux.denominateur), 1n)
  const numerateur = termes.reduce(
    (n, { montant, taux }) =>
      n + BigInt(montant) * BigInt(taux.numerateur) * (denominateur / BigInt(taux.denominateur)),
    0n,
  )
  const pas = arrondi === 'centime' ? 1n : 100n
  const diviseur = denominateur * pas
  const entier = arrondi === 'euro_inferieur' ? numerateur / diviseur : (2n * numerateur + diviseur) / (2n * diviseur)
  return Number(entier * pas)
}

function reduire({ numerateur, denominateur }: Taux): Taux {
  let [a, b] = [numerateur, denominateur]
  while (b > 0) [a, b] = [b, a % b]
  return a > 1 ? { numerateur: numerateur / a, denominateur: denominateur / a } : { numerateur, denominateur }
}
