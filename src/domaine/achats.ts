import { type LigneNette, lignesNettes } from './devis.ts'
import type { Commande, Devis, Faits } from './faits.ts'

/** What invoices are tied to: a conform quote, or the order that replaced it. `devis` or `commande` is its id. */
export type Achat = {
  devis?: string
  commande?: string
  /** The quote that this order replaced. */
  remplace?: string
  fournisseur: string
  siret: string
  lignes: LigneNette[]
}

type Base = Pick<Faits, 'devis' | 'commandes' | 'appel'>

/** Conform quotes, and in the place of those that were ordered otherwise, what was really ordered. An order « conforme au devis »
 * changes nothing: the quote is its lines. */
export const achatsDe = (f: Base): Achat[] =>
  f.devis
    .filter((d) => d.etat === 'conforme')
    .flatMap((d) => {
      const siennes = f.commandes.filter((c) => c.devis_id === d.id)
      const autres = siennes.filter(differe)
      return [
        ...(autres.length === 0 || autres.length < siennes.length ? [surDevis(f, d)] : []),
        ...autres.map((c) => surCommande(f, c, d)),
      ]
    })

/** The same with every quote and order that an invoice may have been tied to before. */
export const achatsConnus = (f: Base): Achat[] => [
  ...f.devis.map((d) => surDevis(f, d)),
  ...f.commandes.filter(differe).map((c) =>
    surCommande(
      f,
      c,
      f.devis.find((d) => d.id === c.devis_id),
    ),
  ),
]

const differe = (c: Commande): boolean => c.contenu.conformeAuDevis === false

const surDevis = (f: Base, d: Devis): Achat => ({
  devis: d.id,
  fournisseur: d.fournisseur_nom,
  siret: d.fournisseur_siret,
  lignes: lignesNettes(d, f.appel.catalogue),
})

const surCommande = (f: Base, c: Commande, d: Devis | undefined): Achat => ({
  commande: c.id,
  ...(c.devis_id ? { remplace: c.devis_id } : {}),
  fournisseur: c.fournisseur,
  siret: typeof c.contenu.siret === 'string' ? c.contenu.siret : (d?.fournisseur_siret ?? ''),
  lignes: lignesNettes(c, f.appel.catalogue),
})

/** Is this part of an invoice a part of this purchase? */
export const memeAchat = (
  a: { devis?: string; commande?: string },
  p: { devis?: string; commande?: string },
): boolean => (a.commande ? p.commande === a.commande : a.devis !== undefined && p.devis === a.devis && !p.commande)
