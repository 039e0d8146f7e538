import { type Achat, achatsConnus, achatsDe, memeAchat } from './achats.ts'
import type { LigneNette } from './devis.ts'
import type { Faits } from './faits.ts'
import { cleDe } from './livraison.ts'
import { somme } from './montants.ts'
import type { PartFacturee } from './versement-factures.ts'

type Base = Pick<Faits, 'devis' | 'commandes' | 'appel'>

/** A line of a purchase and what is still to bill on it. `facture`, `reste`: cents HT; `quantite`: units billed so far. */
export type LigneAFacturer = { achat: Achat; l: LigneNette; facture: number; reste: number; quantite: number }

/** What is still to bill on each line of each purchase. Counted on a line: what was tied to it; then, by quantity, what was billed
 * for the same thing of the same school on the quote that its order replaced, or line by line on the invoice. */
export const resteAFacturer = (f: Base, parts: readonly PartFacturee[]): LigneAFacturer[] => {
  const achats = achatsDe(f)
  const autres = quantitesAilleurs(f, achats, parts)
  return achats.flatMap((achat) =>
    achat.lignes
      .filter((l) => l.net > 0)
      .map((l) => {
        const siennes = parts.filter((p) => memeAchat(achat, p) && p.rang === l.rang)
        const facture = somme(siennes.map((p) => p.ht))
        const libre = Math.max(0, l.quantite - (facture / l.net) * l.quantite)
        const prise = prendre(
          libre,
          autres.filter((x) => x.cle === cle(l) && (x.devis === undefined || x.devis === achat.remplace)),
        )
        const reprise = Math.round((l.net * prise) / l.quantite)
        return {
          achat,
          l,
          facture: facture + reprise,
          reste: Math.max(0, l.net - facture - reprise),
          quantite: l.quantite - libre + prise,
        }
      }),
  )
}

/** Takes as many units as there are, up to `voulu`: each is counted on one line only. */
const prendre = (voulu: number, pools: { quantite: number }[]): number =>
  pools.reduce((pris, pool) => {
    const prise = Math.min(voulu - pris, Math.max(0, pool.quantite))
    pool.quantite -= prise
    return pris + prise
  }, 0)

/** The quantity that a part stands for: said, or its amount at the price of its line. */
export const quantiteDe = (f: Base, p: PartFacturee): number => {
  if (p.quantite !== undefined) return p.ht < 0 ? -p.quantite : p.quantite
  const ligne = ligneDe(f, p)
  return ligne && ligne.net > 0 ? (p.ht / ligne.net) * ligne.quantite : 0
}

/** Units billed that no line of today carries: on quotes since replaced by an order, or on invoices that give their own lines. */
const quantitesAilleurs = (f: Base, achats: readonly Achat[], parts: readonly PartFacturee[]) => {
  const remplaces = achats.flatMap((a) => a.remplace ?? []).filter((d) => !achats.some((a) => a.devis === d))
  const pools: { cle: string; devis: string | undefined; quantite: number }[] = []
  for (const p of parts) {
    const libre = p.devis === undefined && p.commande === undefined
    const herite = p.devis !== undefined && p.commande === undefined && remplaces.includes(p.devis)
    if (!libre && !herite) continue
    const dite = cle(ligneDe(f, p) ?? p)
    const pool = pools.find((x) => x.cle === dite && x.devis === p.devis)
    // A credit note of its own lines never opens again what was billed: its quantity may only be a way to write an amount.
    const quantite = libre ? Math.max(0, quantiteDe(f, p)) : quantiteDe(f, p)
    if (pool) pool.quantite += quantite
    else pools.push({ cle: dite, devis: p.devis, quantite })
  }
  return pools
}

const ligneDe = (f: Base, p: PartFacturee): LigneNette | undefined =>
  achatsConnus(f)
    .find((a) => memeAchat(a, p))
    ?.lignes.find((l) => l.rang === p.rang)

const cle = (l: { ecole: string; article?: string | undefined; designation: string }): string =>
  `${l.ecole} ${cleDe(l)}`
