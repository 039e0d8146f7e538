import { achatsConnus, memeAchat } from './achats.ts'
import { cofinancements, ecoleDemandee, ecolesFinancees } from './demande.ts'
import type { Faits, Versement } from './faits.ts'
import type { Cofinancement, Demande, LigneDemande } from './financement/demande.ts'
import { type Liquidation, liquider, type PartMontant } from './financement/liquider.ts'
import { reduireA } from './financement/plafonner.ts'
import { fraction, somme } from './montants.ts'
import { deduireAvoirs, type PartNette } from './versement-avoirs.ts'
import { type PartFacturee, partsDe } from './versement-factures.ts'
import { voteEnVigueur } from './vote.ts'

/** Claims whose amount is computed, approved or paid: what is due or already paid. */
export const CALCULES = ['liquidee', 'validee', 'mandatee', 'payee']

/** The amount due for a claim, cents, explained: every expense accepted so far, minus what is computed or paid elsewhere.
 * `ecartees`: invoices of this claim set aside, by id. `factures`: parts of invoices not yet filed (preview). */
export const calculerVersement = (
  f: Faits,
  v: Pick<Versement, 'id' | 'type' | 'contenu'>,
  o: { ecartees?: readonly string[]; parts?: readonly PartFacturee[] } = {},
): Liquidation => {
  const comptes = new Set(f.versements.filter((x) => CALCULES.includes(x.etat) || x.id === v.id).map((x) => x.id))
  const acceptees = f.factures.filter((x) => comptes.has(x.versement_id) && !x.ecartee && !o.ecartees?.includes(x.id))
  const parts = [...acceptees.flatMap(partsDe), ...(o.parts ?? [])]
  const vote = voteEnVigueur(f)
  const retenue = vote?.contenu.retenue as Record<string, number> | undefined // as `accorder` wrote it
  return liquider({
    type: v.type,
    regles: f.appel.financement,
    demande: demandeReelle(f, parts, planDe(v)),
    vote: (vote?.par_volet ?? []).map((p) => ({ volet: p.volet, source: p.source, montant: p.vote })),
    dejaVerse: dejaVerse(f, v.id),
    versement: f.appel.versement,
    retenueAuVote: retenue,
  })
}

/** Computed or paid on the other claims, per part and source. Cents. */
export const dejaVerse = (f: Faits, sauf?: string): PartMontant[] =>
  f.versements
    .filter((x) => CALCULES.includes(x.etat) && x.id !== sauf)
    .flatMap((x) => x.par_volet.map((p) => ({ volet: p.volet, source: p.source, montant: p.liquide })))

/** A lower amount, shared in proportion between the parts and sources of the computed one. */
export const ramener = (parts: readonly PartMontant[], montant: number): PartMontant[] => {
  const reduites = reduireA(
    montant,
    parts.map((p) => p.montant),
  )
  return parts.map((p, i) => ({ volet: p.volet, source: p.source, montant: reduites[i] ?? 0 }))
}

const planDe = (v: Pick<Versement, 'contenu'>): Cofinancement[] | undefined =>
  Array.isArray(v.contenu.planFinancement) ? (v.contenu.planFinancement as Cofinancement[]) : undefined // as `demander_versement` wrote it

/** The real expense: amounts billed line by line, each under the ceiling that its quantity gives. */
const demandeReelle = (f: Faits, facturees: readonly PartFacturee[], plan: Cofinancement[] | undefined): Demande => {
  const parts = deduireAvoirs(facturees)
  return {
    ecoles: ecolesFinancees(f).map((e) =>
      ecoleDemandee(f, e, [...surAchats(f, e.uai, parts), ...horsAchats(f, e.uai, parts)]),
    ),
    cofinancements: plan ?? cofinancements(f),
  }
}

// Everything billed on one line of a quote or of an order is one expense: when it is complete, its ceiling is exactly the line's.
const surAchats = (f: Faits, uai: string, parts: readonly PartNette[]): LigneDemande[] =>
  achatsConnus(f).flatMap((achat) =>
    achat.lignes.flatMap((l) => {
      const article = f.appel.catalogue.find((a) => a.id === l.article)
      if (l.ecole !== uai || !article || !l.finance || l.net <= 0) return []
      const ht = somme(parts.filter((p) => memeAchat(achat, p) && p.rang === l.rang).map((p) => p.ht - p.rendu))
      if (ht <= 0) return []
      const plafond = Math.round(article.plafond * l.quantite)
      // Wholly billed at the price of the quote: the explanation shows its quantity and its unit price.
      const entiere = ht === l.ht && l.net === l.ht
      return [
        {
          volet: article.volet,
          article: article.id,
          libelle: article.libelle,
          ...(entiere ? {} : { globale: true }),
          quantite: entiere ? l.quantite : 1,
          prixUnitaireHt: entiere ? l.prixUnitaireHt : ht,
          tva: l.tva,
          plafondUnitaire: entiere ? article.plafond : ht >= l.net ? plafond : fraction(plafond, ht, l.net),
        },
      ]
    }),
  )

const horsAchats = (f: Faits, uai: string, parts: readonly PartNette[]): LigneDemande[] =>
  parts.flatMap((p) => {
    const article = f.appel.catalogue.find((a) => a.id === p.article)
    const net = p.ht - p.rendu
    if (p.ecole !== uai || p.devis !== undefined || p.commande !== undefined || !article || net === 0) return []
    const plafond = Math.round(article.plafond * Math.max(1, Math.abs(p.quantite ?? 1)))
    return [
      {
        volet: article.volet,
        article: article.id,
        libelle: p.designation || article.libelle,
        globale: true,
        quantite: 1,
        prixUnitaireHt: net,
        tva: p.tva,
        plafondUnitaire: p.rendu > 0 ? fraction(plafond, net, p.ht) : plafond,
      },
    ]
  })
