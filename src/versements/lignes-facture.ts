import type { Article } from '../domaine/appel/schema.ts'
import { ecolesFinancees } from '../domaine/demande.ts'
import type { Facture, Faits } from '../domaine/faits.ts'
import { resteALivrer } from '../domaine/livraison.ts'
import { montantSaisi, somme } from '../domaine/montants.ts'
import type { Erreur } from '../domaine/refus.ts'
import type { LigneAFacturer } from '../domaine/reste-a-facturer.ts'
import { type LigneFacture, partsDe } from '../domaine/versement-factures.ts'
import type { LignesLues } from '../registre/lignes-importees.ts'
import { type LigneBrute, lignesBrutes, lireLignesSaisies } from '../registre/lignes-saisies.ts'
import type { Corps } from '../socle/http/corps.ts'

/** One line bought, as the table of an invoice shows it: what was ordered, came and was claimed; `rempli`: what its fields hold first. */
export type LigneTable = {
  cle: string
  ecole: string
  designation: string
  commande: number
  livre: number
  demande: number
  rempli: { quantite: string; prixUnitaireHt: string; tva: string }
}

export const CHAMPS_DE_LIGNE = ['quantite', 'prixUnitaireHt', 'tva'] as const

/** Rows of tables that a page holds at most, all invoices together: beyond, the lines are pasted. */
export const LIGNES_EN_TABLE = 300

export const cleDeLigne = ({ achat, l }: Pick<LigneAFacturer, 'achat' | 'l'>): string =>
  `${achat.commande ?? achat.devis ?? ''}:${l.rang}`

/** The lines of a purchase as the table of its invoice, what is left to bill filled in. */
export const lignesDeTable = (f: Faits, lignes: readonly LigneAFacturer[]): LigneTable[] =>
  lignes.map((y) => ({
    cle: cleDeLigne(y),
    ecole: y.l.ecole,
    designation: y.l.designation,
    commande: y.l.quantite,
    livre: livreDe(f, y),
    demande: y.quantite,
    rempli: rempliDe(y),
  }))

const rempliDe = ({ l, reste }: LigneAFacturer): LigneTable['rempli'] => ({
  quantite: nombreSaisi((reste / l.net) * l.quantite),
  // A discount of the quote is in the price: the row alone makes the amount.
  prixUnitaireHt: montantSaisi(l.net === l.ht ? l.prixUnitaireHt : Math.round(l.net / l.quantite)),
  tva: nombreSaisi(l.tva),
})

const livreDe = (f: Faits, { l }: LigneAFacturer): number =>
  f.receptions.some((r) => r.ecole === l.ecole && r.tout_livre)
    ? l.quantite
    : (resteALivrer(f, l.ecole).find((x) => (l.article ? x.article === l.article : x.designation === l.designation))
        ?.recu ?? 0)

/** « 3,5 » for 3.5 : at most two decimals, as people type them. */
export const nombreSaisi = (n: number): string => String(Math.round(n * 100) / 100).replace('.', ',')

/** The lines of an invoice already sent that gave its own, to be corrected. */
export const lignesEnvoyees = (x: Facture | undefined): LigneBrute[] =>
  (x ? partsDe(x) : []).flatMap((p) =>
    p.quantite && p.devis === undefined && p.commande === undefined
      ? [
          {
            ecole: p.ecole,
            designation: p.designation,
            article: p.article ?? '',
            quantite: nombreSaisi(p.quantite),
            prixUnitaireHt: montantSaisi(Math.round(p.ht / p.quantite)),
            tva: nombreSaisi(p.tva),
          },
        ]
      : [],
  )

type Contexte = { faits: Faits; bougees: readonly LigneAFacturer[] }

/** The rows posted for one invoice (`factures.<i>.lignes`): those of its table, or those that people added. Undefined when nothing
 * differs from what was filled in: the invoice is then the order's or the quote's. */
export const lireTable = (corps: Corps, chemin: string, c: Contexte): LignesLues | undefined => {
  const brutes = lignesBrutes(corps, chemin)
  if (!brutes) return undefined
  const { catalogue } = c.faits.appel
  const ecoles = ecolesFinancees(c.faits).map((e) => e.uai)
  const completes = brutes.map((b) => completer(b, c.bougees, catalogue))
  if (brutes.every((b, i) => b.cle && completes[i]?.inchangee)) return undefined
  const lues = lireLignesSaisies(
    completes.map((x) => x.brute),
    { catalogue, ecoles, chemin },
  )
  const perdues: Erreur[] = completes.flatMap((x, i) =>
    x.perdue && !/^0*$/.test(x.brute.quantite ?? '')
      ? [{ chemin: `${chemin}.${i}.quantite`, message: 'Cette ligne a changé depuis\u00a0: rechargez la page.' }]
      : [],
  )
  return { ...lues, erreurs: [...perdues, ...lues.erreurs] }
}

const completer = (b: LigneBrute, lignes: readonly LigneAFacturer[], catalogue: readonly Article[]) => {
  if (!b.cle) return { brute: b, inchangee: false, perdue: false }
  const y = lignes.find((x) => cleDeLigne(x) === b.cle)
  if (!y) return { brute: b, inchangee: false, perdue: true }
  const rempli = rempliDe(y)
  return {
    brute: {
      ...b,
      ecole: y.l.ecole,
      designation: y.l.designation,
      article: catalogue.some((a) => a.id === y.l.article) && y.l.finance ? (y.l.article ?? '') : '',
    },
    inchangee: CHAMPS_DE_LIGNE.every((nom) => (b[nom] ?? '') === rempli[nom]),
    perdue: false,
  }
}

/** HT and VAT of an invoice from its lines, cents. */
export const totalDesLignes = (lignes: readonly Pick<LigneFacture, 'quantite' | 'prixUnitaireHt' | 'tva'>[]) => {
  const ht = lignes.map((l) => Math.round(l.quantite * l.prixUnitaireHt))
  return { ht: somme(ht), tva: Math.round(lignes.reduce((t, l, i) => t + ((ht[i] ?? 0) * (l.tva ?? 20)) / 100, 0)) }
}
