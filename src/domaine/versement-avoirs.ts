import { repartir, somme } from './montants.ts'
import type { PartFacturee } from './versement-factures.ts'

/** What a credit note took back of a part of an invoice, beside it. Cents HT. */
export type PartNette = PartFacturee & { rendu: number }

/** Credit notes given line by line take back what was billed for the same article of the same school, in proportion, as those without
 * lines do: what stays keeps its share of the ceiling, however the credit note writes its quantity. One that names no article lowers all that was
 * billed for its school. The surplus stays negative. */
export const deduireAvoirs = (parts: readonly PartFacturee[]): PartNette[] => {
  const nettes = parts.map((p) => ({ ...p, rendu: 0 }))
  for (const avoir of nettes.filter((p) => p.ht < 0 && p.devis === undefined && p.commande === undefined)) {
    const cibles = nettes.filter(
      (p) => p.ht > 0 && p.ecole === avoir.ecole && (avoir.article === undefined || p.article === avoir.article),
    )
    const restes = cibles.map((c) => c.ht - c.rendu)
    const pris = Math.min(-avoir.ht, somme(restes))
    if (pris <= 0) continue
    const rendus = repartir(pris, restes)
    cibles.forEach((c, i) => {
      c.rendu += rendus[i] ?? 0
    })
    avoir.ht += pris
  }
  return nettes
}
