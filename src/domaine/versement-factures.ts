import { achatsConnus, achatsDe, memeAchat } from './achats.ts'
import { htDe, lignesNettes } from './devis.ts'
import type { Facture, Faits } from './faits.ts'
import { sirenDe } from './identifiants/siret.ts'
import { repartir, somme } from './montants.ts'
import { type LigneAFacturer, resteAFacturer } from './reste-a-facturer.ts'

/** What an invoice pays: an amount (cents HT, negative for a credit note) of a line of a quote or of an order, or of an article given line by line. */
export type PartFacturee = {
  ecole: string
  article?: string
  designation: string
  devis?: string
  commande?: string
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

/** What an invoice was tied to when it was claimed; empty for one recorded otherwise. */
export const partsDe = (x: Facture): PartFacturee[] =>
  Array.isArray(x.contenu.parts) ? (x.contenu.parts as PartFacturee[]) : [] // as `demander_versement` wrote them

/** Ties an invoice to what was bought. With lines: as they say. Without: to what is still unbilled on the orders or conform quotes of
 * the same supplier, in proportion; a credit note takes back in proportion of what was billed. Undefined: neither of this supplier. */
export const rattacher = (
  f: Faits,
  x: FactureSaisie,
  dejaFacture: readonly PartFacturee[],
): PartFacturee[] | undefined => {
  if (x.lignes && x.lignes.length > 0) return partsDesLignes(f, x.lignes)
  const siren = x.fournisseur.siret.slice(0, 9)
  const total = partReclamee(x)
  const lignes = (total < 0 ? dejaPaye(f, dejaFacture) : resteAFacturer(f, dejaFacture)).filter(
    (y) => y.achat.siret.slice(0, 9) === siren,
  )
  if (lignes.length === 0) return achatsDe(f).some((a) => a.siret.slice(0, 9) === siren) ? [] : undefined
  const entier = lignes.find(
    ({ achat }) => total > 0 && somme(lignes.filter((y) => y.achat === achat).map((y) => y.reste)) === total,
  )?.achat
  const candidates = entier ? lignes.filter((y) => y.achat === entier) : lignes
  const poids = candidates.map((y) => y.reste)
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
            ...(y.achat.commande ? { commande: y.achat.commande } : { devis: y.achat.devis ?? '' }),
            rang: y.l.rang,
            ht,
            tva: y.l.tva,
          },
        ]
  })
}

/** What a credit note may take back: what was billed, where it was, on quotes since replaced too. */
const dejaPaye = (f: Faits, parts: readonly PartFacturee[]): Pick<LigneAFacturer, 'achat' | 'l' | 'reste'>[] =>
  achatsConnus(f).flatMap((achat) =>
    achat.lignes.flatMap((l) => {
      const paye = somme(parts.filter((p) => memeAchat(achat, p) && p.rang === l.rang).map((p) => p.ht))
      return l.net > 0 && paye > 0 ? [{ achat, l, reste: paye }] : []
    }),
  )

/** Lines as they are billed; a discount without article is spread over the articles of its invoice, as on a quote. */
const partsDesLignes = (f: Faits, lignes: readonly LigneFacture[]): PartFacturee[] => {
  const rendues = lignes.filter((l) => l.article && l.prixUnitaireHt < 0)
  const enLigne = ({ ecole, article, designation, quantite, prixUnitaireHt, tva }: LigneFacture) => ({
    ecole: ecole.toUpperCase(),
    ...(article ? { article } : {}),
    nature: 'article',
    designation: designation ?? article ?? '',
    quantite,
    prixUnitaireHt,
    tva: tva ?? 20,
  })
  const nettes = lignesNettes(
    { lignes: lignes.filter((l) => !rendues.includes(l)).map(enLigne) },
    f.appel.catalogue,
  ).filter((l) => l.net !== 0)
  return [...nettes, ...rendues.map((l) => ({ ...enLigne(l), net: htDe(l) }))].map((l) => ({
    ecole: l.ecole,
    ...('article' in l && l.article ? { article: l.article } : {}),
    designation: l.designation,
    quantite: l.quantite,
    ht: l.net,
    tva: l.tva,
  }))
}

/** The number of an invoice as suppliers and communes both write it: « FA-2025/012 » and « fa 2025 12 » are the same, « F1-23 » and
 * « F12-3 » are not. Case, kind of sign and zeros in front do not count; where letters, figures and signs part does. */
export const numeroNormal = (numero: string): string =>
  numero
    .replace(/[^A-Za-z0-9]+/g, '-')
    .toUpperCase()
    .replace(/([A-Z])(?=[0-9])|([0-9])(?=[A-Z])/g, '$1$2-')
    .replace(/^-|-$/g, '')
    .replace(/(^|-)0+(?=[0-9])/g, '$1') || numero.toUpperCase()

/** The letters and figures alone: two numbers that only signs tell apart are worth a look, not a refusal. */
export const numeroSimple = (numero: string): string =>
  numero.toUpperCase().replace(/[^A-Z0-9]/g, '') || numero.toUpperCase()

type Numerotee = { siret: string; numero: string }

/** The same supplier (whatever its establishment) and the same number. */
export const memeFacture = (a: Numerotee, b: Numerotee): boolean =>
  sirenDe(a.siret) === sirenDe(b.siret) && numeroNormal(a.numero) === numeroNormal(b.numero)

/** Not the same number, but written with the same letters and figures. */
export const factureVoisine = (a: Numerotee, b: Numerotee): boolean =>
  sirenDe(a.siret) === sirenDe(b.siret) &&
  numeroNormal(a.numero) !== numeroNormal(b.numero) &&
  numeroSimple(a.numero) === numeroSimple(b.numero)
