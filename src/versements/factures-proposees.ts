import { achatsDe, memeAchat } from '../domaine/achats.ts'
import type { Faits } from '../domaine/faits.ts'
import { somme } from '../domaine/montants.ts'
import { partsDe } from '../domaine/versement-factures.ts'

export type FactureProposee = { nom: string; siret: string; ht: number; tva: number; source: 'devis' | 'commande' }

/** What is still to bill on each order or conform quote, cents: one invoice proposed for each, so that nothing is typed twice. */
export const facturesProposees = (f: Faits): FactureProposee[] => {
  const vifs = new Set(f.versements.filter((v) => v.etat !== 'rejetee').map((v) => v.id))
  const parts = f.factures.filter((x) => vifs.has(x.versement_id) && !x.ecartee).flatMap(partsDe)
  return achatsDe(f).flatMap((achat) => {
    const lignes = achat.lignes.filter((l) => l.net > 0)
    const reste = lignes.map((l) =>
      Math.max(0, l.net - somme(parts.filter((p) => memeAchat(achat, p) && p.rang === l.rang).map((p) => p.ht))),
    )
    const ht = somme(reste)
    const tva = Math.round(lignes.reduce((t, l, i) => t + ((reste[i] ?? 0) * l.tva) / 100, 0))
    const source = achat.commande ? 'commande' : 'devis'
    return ht > 0 ? [{ nom: achat.fournisseur, siret: achat.siret, ht, tva, source }] : []
  })
}
