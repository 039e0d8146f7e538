import type { Faits } from '../domaine/faits.ts'
import { somme } from '../domaine/montants.ts'
import { type LigneAFacturer, resteAFacturer } from '../domaine/reste-a-facturer.ts'
import { partsDe } from '../domaine/versement-factures.ts'

export type FactureProposee = {
  nom: string
  siret: string
  ht: number
  tva: number
  source: 'devis' | 'commande'
  lignes: LigneAFacturer[]
}

/** What is still to bill on each order or conform quote, cents: one invoice proposed for each, so that nothing is typed twice.
 * `sauf`: a claim being completed, whose own invoices are typed again. */
export const facturesProposees = (f: Faits, sauf?: string): FactureProposee[] => {
  const lignes = lignesAFacturer(f, sauf)
  return [...new Set(lignes.map((y) => y.achat))].flatMap((achat) => {
    const siennes = lignes.filter((y) => y.achat === achat)
    const ht = somme(siennes.map((y) => y.reste))
    const tva = Math.round(siennes.reduce((t, y) => t + (y.reste * y.l.tva) / 100, 0))
    const source = achat.commande ? 'commande' : 'devis'
    return ht > 0 ? [{ nom: achat.fournisseur, siret: achat.siret, ht, tva, source, lignes: siennes }] : []
  })
}

/** Every line bought, with what earlier claims billed of it. */
export const lignesAFacturer = (f: Faits, sauf?: string): LigneAFacturer[] => {
  const vifs = new Set(f.versements.filter((v) => v.etat !== 'rejetee' && v.id !== sauf).map((v) => v.id))
  return resteAFacturer(f, f.factures.filter((x) => vifs.has(x.versement_id) && !x.ecartee).flatMap(partsDe))
}
