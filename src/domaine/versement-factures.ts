import { htDe, lignesNettes } from './devis.ts'
import type { Facture, Faits } from './faits.ts'
import { repartir, somme } from './montants.ts'

/** What an invoice pays: an amount (cents HT, negative for a credit note) of a quote line, or of an article given line by line. */
export type PartFacturee = {
  ecole: string
  article?: string
  designation: string
  devis?: string
  rang?: number
  quantite?: number
  ht: number
  tva: number
}

export type LigneFacture = {
  ecole: string
  article?: string | undefined
  designation?: string | undefined
  quantite: number
  prixUnitaireHt: number
  tva?: number | undefined
}
export type FactureSaisie = {
  piece: string
  fournisseur: { nom?: string | undefined; siret: string }
  numero: string
  date: string
  ht: number
  tva: number
  mandat?: string | undefined
  mandatLe?: string | undefined
  part?: number | undefined
  lignes?: LigneFacture[] | undefined
}

/** The part of the invoice that is claimed here, cents HT: its lines, the part said, or all of it. */
export const partReclamee = (x: FactureSaisie): number =>
  x.lignes && x.lignes.length > 0 ? somme(x.lignes.map(htDe)) : (x.part ?? x.ht)

export const partsDe = (x: Facture): PartFacturee[] =>
  Array.isArray(x.contenu.parts) ? (x.contenu.parts as PartFacturee[]) : [] // as `demander_versement` wrote them

/** Ties an invoice to what was quoted. With lines: as they say. Without: to what is still unbilled on the conform quotes of the
 * same supplier, in proportion; a credit note takes back in proportion of what was billed. Undefined: no quote of this supplier. */
export const rattacher = (
  f: Faits,
  x: FactureSaisie,
  dejaFacture: readonly PartFacturee[],
): PartFacturee[] | undefined => {
  if (x.lignes && x.lignes.length > 0)
    return x.lignes.map((l) => ({
      ecole: l.ecole.toUpperCase(),
      ...(l.article ? { article: l.article } : {}),
      designation: l.designation ?? l.article ?? '',
      quantite: l.quantite,
      ht: htDe(l),
      tva: l.tva ?? 20,
    }))
  const siren = x.fournisseur.siret.slice(0, 9)
  const conformes = f.devis.filter((d) => d.etat === 'conforme')
  const duFournisseur = conformes.filter((d) => d.fournisseur_siret.slice(0, 9) === siren)
  if (duFournisseur.length === 0) return undefined
  const lignes = duFournisseur.flatMap((d) =>
    lignesNettes(d, f.appel.catalogue)
      .filter((l) => l.net > 0)
      .map((l) => {
        const paye = somme(dejaFacture.filter((p) => p.devis === d.id && p.rang === l.rang).map((p) => p.ht))
        return { devis: d.id, l, paye, reste: Math.max(0, l.net - paye) }
      }),
  )
  const total = partReclamee(x)
  const entier = duFournisseur.find((d) => {
    const siennes = lignes.filter((y) => y.devis === d.id)
    return somme(siennes.map((y) => y.reste)) === total && total > 0
  })
  const candidates = entier ? lignes.filter((y) => y.devis === entier.id) : lignes
  const poids = candidates.map((y) => (total < 0 ? Math.max(0, y.paye) : y.reste))
  const assise = somme(poids)
  if (assise === 0) return []
  // Beyond what was quoted, an invoice must give its lines: the surplus is not an expense that was granted.
  const parts = repartir(total < 0 ? Math.max(total, -assise) : Math.min(total, assise), poids)
  return candidates.flatMap((y, i) => {
    const ht = parts[i] ?? 0
    return ht === 0
      ? []
      : [
          {
            ecole: y.l.ecole,
            ...(y.l.article && y.l.finance ? { article: y.l.article } : {}),
            designation: y.l.designation,
            devis: y.devis,
            rang: y.l.rang,
            ht,
            tva: y.l.tva,
          },
        ]
  })
}
