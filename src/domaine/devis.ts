import type { Article } from './appel/schema.ts'
import type { Devis, LigneDevis } from './faits.ts'
import { fraction, repartir, somme } from './montants.ts'

/** A quote line with what its discounts leave of it: `ht` as written, `net` after discounts of its school. Cents. */
export type LigneNette = LigneDevis & { rang: number; ht: number; net: number; finance: boolean }

/** Cents before tax, rounded to the cent: a quantity may be a fraction. */
export const htDe = (l: Pick<LigneDevis, 'quantite' | 'prixUnitaireHt'>): number =>
  Math.round(l.quantite * l.prixUnitaireHt)
type Chiffree = Pick<LigneDevis, 'quantite' | 'prixUnitaireHt' | 'tva'>
/** Cents before tax. */
export const totalHt = (lignes: readonly Chiffree[]): number => somme(lignes.map(htDe))
/** Taxes are rounded line by line, as on most quotes. */
export const totalTtc = (lignes: readonly Chiffree[]): number =>
  somme(lignes.map((l) => fraction(htDe(l), 10_000 + Math.round(l.tva * 100), 10_000)))

/** How far the lines are from the total of the file, cents, never negative: suppliers write it with or without VAT. */
export const ecartTotal = (lignes: readonly Chiffree[], total: number): number =>
  Math.min(Math.abs(totalHt(lignes) - total), Math.abs(totalTtc(lignes) - total))

/** The total of other lines, written as this quote writes its own: with or without VAT. */
export const totalComme = (devis: Pick<Devis, 'lignes' | 'total'> | undefined, lignes: readonly Chiffree[]): number => {
  if (!devis) return totalHt(lignes)
  const horsTaxes = Math.abs(totalHt(devis.lignes) - devis.total) <= Math.abs(totalTtc(devis.lignes) - devis.total)
  return horsTaxes ? totalHt(lignes) : totalTtc(lignes)
}

/** The lines with discounts spread over the catalogue lines of their school (of the whole quote when it has none there). */
export const lignesNettes = (devis: { lignes: readonly LigneDevis[] }, catalogue: readonly Article[]): LigneNette[] => {
  const lignes = devis.lignes.map((l, rang) => ({
    ...l,
    rang,
    ht: htDe(l),
    net: htDe(l),
    finance: l.verdict !== 'ecartee' && l.verdict !== 'hors_catalogue' && catalogue.some((a) => a.id === l.article),
  }))
  for (const remise of lignes.filter((l) => l.ht < 0)) {
    const cibles = ciblesDe(remise, lignes)
    if (cibles.length === 0) continue
    const parts = repartir(
      -remise.ht,
      cibles.map((c) => c.ht),
    )
    cibles.forEach((c, i) => {
      c.net = Math.max(0, c.net - (parts[i] ?? 0))
    })
    remise.net = 0
  }
  return lignes
}

const ciblesDe = (remise: LigneNette, lignes: LigneNette[]): LigneNette[] => {
  const positives = lignes.filter((l) => l.ht > 0 && l.article !== undefined)
  const memeArticle = positives.filter((l) => l.ecole === remise.ecole && l.article === remise.article)
  if (remise.article !== undefined && memeArticle.length > 0) return memeArticle
  const memeEcole = positives.filter((l) => l.ecole === remise.ecole)
  return memeEcole.length > 0 ? memeEcole : positives
}
