import type { Commande, Devis, LigneDevis } from './faits.ts'
import { euros } from './montants.ts'

/** What an order changes in its quote, as sentences; empty when it follows it. */
export const ecartsCommande = (d: Devis | undefined, c: Pick<Commande, 'lignes' | 'fournisseur'>): string[] => {
  if (!d) return []
  const voulues = new Map(d.lignes.filter((l) => l.verdict !== 'ecartee').map((l) => [cle(l), l]))
  const ecarts = c.fournisseur === d.fournisseur_nom ? [] : [`${c.fournisseur} au lieu de ${d.fournisseur_nom}`]
  for (const l of c.lignes) {
    const v = voulues.get(cle(l))
    voulues.delete(cle(l))
    if (!v) ecarts.push(`${l.designation}\u00a0: pas sur le devis`)
    else if (v.quantite !== l.quantite || v.prixUnitaireHt !== l.prixUnitaireHt)
      ecarts.push(
        `${l.designation}\u00a0: ${nombre(l.quantite)} à ${euros(l.prixUnitaireHt)} HT au lieu de ${nombre(v.quantite)} à ${euros(v.prixUnitaireHt)} HT`,
      )
  }
  return [...ecarts, ...[...voulues.values()].map((v) => `${v.designation}\u00a0: pas commandé`)]
}

const cle = (l: LigneDevis): string => `${l.ecole} ${l.article ?? ''} ${l.designation}`
const nombre = (n: number): string => String(n).replace('.', ',')
