import { euros, fractionInferieure, repartir, somme } from '../montants.ts'
import { calculerBrut } from './brut.ts'
import type { Demande, Explication } from './demande.ts'
import { aideMaximale } from './part-demandeur.ts'
import { reduireA } from './plafonner.ts'
import type { Nature, ReglesFinancement } from './schema.ts'
import { formaterTaux, lireTaux } from './taux.ts'

export type TypeVersement = 'avance' | 'acompte' | 'solde'
/** An amount of one part and one source, in cents. */
export type PartMontant = { volet: string; source: string; montant: number }

/**
 * `demande`: the whole real expense accepted so far, over all claims (credit notes are negative lines), with the real funding plan.
 * `dejaVerse`: what is already computed or paid. `versement`: the call's limits in percent of the award. `retenueAuVote`: retained
 * expense of each part at the award, which fixes the tier of « ensemble » rates.
 */
export type ALiquider = {
  type: TypeVersement
  regles: ReglesFinancement
  demande: Demande
  vote: readonly PartMontant[]
  dejaVerse: readonly PartMontant[]
  versement?: { avance?: number; acomptes?: number } | undefined
  retenueAuVote?: Readonly<Record<string, number>> | undefined
}

/** `acquis`: what the expense gives right to since the start. `montant`: what this claim pays. `tropVerse`: paid in excess once the balance is drawn, to be returned. */
export type PartLiquidee = {
  volet: string
  source: string
  vote: number
  acquis: number
  dejaVerse: number
  montant: number
}
export type Liquidation = { parts: PartLiquidee[]; montant: number; tropVerse: number; explication: Explication[] }

/**
 * Amount due: per part and source min(voted, rate × real expense after ceilings, share left to the applicant) − already paid.
 * Never negative, never above the award, grows with the accepted expense; instalments add up to the whole. Amounts never move
 * between budget natures. Whole cents.
 */
export function liquider(a: ALiquider): Liquidation {
  const explication: Explication[] = []
  const natures = ['investissement', 'fonctionnement'] as const
  const resultats = natures.map((nature) => liquiderNature(a, nature, explication))
  const parts = resultats.flatMap((r) => r.parts)
  const montant = somme(parts.map((p) => p.montant))
  const tropVerse = somme(resultats.map((r) => r.tropVerse))
  explication.push({ libelle: 'Montant de ce versement', montant })
  if (tropVerse > 0) explication.push({ libelle: 'Versé en trop, à rendre', montant: tropVerse })
  return { parts, montant, tropVerse, explication }
}

type ResultatNature = { parts: PartLiquidee[]; tropVerse: number }

function liquiderNature(a: ALiquider, nature: Nature, explication: Explication[]): ResultatNature {
  const volets = a.regles.volets.filter((v) => v.nature === nature)
  const votes = volets.map((v) => somme(de(a.vote, v.id).map((p) => p.montant)))
  if (somme(votes) === 0 && volets.every((v) => de(a.dejaVerse, v.id).length === 0)) return { parts: [], tropVerse: 0 }
  const acquis =
    a.type === 'avance' ? avances(a, nature, votes, explication) : acquisSurDepenses(a, nature, votes, explication)
  const parts = volets.flatMap((v, i) => {
    const vote = parSource(a.regles, a.vote, v.id)
    const paye = parSource(a.regles, a.dejaVerse, v.id)
    const cle = somme(vote) > 0 ? repartir(acquis[i] ?? 0, vote) : vote
    return a.regles.sources.map((s, k) => ({
      volet: v.id,
      source: s.id,
      vote: vote[k] ?? 0,
      acquis: cle[k] ?? 0,
      dejaVerse: paye[k] ?? 0,
      montant: 0,
    }))
  })
  const total = somme(acquis)
  const paye = somme(parts.map((p) => p.dejaVerse))
  const du = Math.max(0, total - paye)
  // A cent already paid on one source is not paid again on another: what is due goes where it is still missing.
  const manques = parts.map((p) => Math.max(0, p.acquis - p.dejaVerse))
  const montants = du > 0 ? repartir(du, manques) : manques.map(() => 0)
  explication.push({ libelle: `Déjà versé (${nature})`, montant: paye })
  explication.push({
    libelle: `Dû (${nature})`,
    montant: du,
    formule: `${euros(total)} − ${euros(paye)} = ${euros(total - paye)}`,
  })
  return {
    parts: parts.map((p, i) => ({ ...p, montant: montants[i] ?? 0 })),
    tropVerse: a.type === 'solde' ? Math.max(0, paye - total) : 0,
  }
}

// An advance asks for no invoice: a share of the award, rounded down.
function avances(a: ALiquider, nature: Nature, votes: readonly number[], explication: Explication[]): number[] {
  const taux = lireTaux(a.versement?.avance ?? 0)
  const total = fractionInferieure(somme(votes), taux.numerateur, taux.denominateur)
  explication.push({
    libelle: `Avance (${nature})`,
    montant: total,
    formule: `${euros(somme(votes))} × ${formaterTaux(taux)} = ${euros(total)}`,
  })
  return reduireA(total, votes)
}

function acquisSurDepenses(
  a: ALiquider,
  nature: Nature,
  votes: readonly number[],
  explication: Explication[],
): number[] {
  const regles = { ...a.regles, volets: a.regles.volets.map((v) => ({ ...v, minimum: undefined })) }
  const bruts = calculerBrut(regles, a.demande, a.retenueAuVote ?? {}).filter((b) => b.volet.nature === nature)
  const acquis = bruts.map((b, i) => {
    const calcule = somme(b.subventions)
    const vote = votes[i] ?? 0
    const retenu = Math.min(calcule, vote)
    explication.push(
      { libelle: `${b.volet.libelle}\u00a0: factures acceptées`, montant: somme(b.depenses.map((d) => d.depense)) },
      ...b.explications.flatMap((e, k) =>
        e.slice(1).map((x) => ({ ...x, libelle: `${nomDe(a.demande, k)}\u00a0: ${x.libelle}` })),
      ),
      ...b.explication,
      { libelle: `${b.volet.libelle}\u00a0: subvention votée`, montant: vote },
      {
        libelle: `${b.volet.libelle}\u00a0: subvention acquise`,
        montant: retenu,
        formule: `la plus petite de ${euros(calcule)} et ${euros(vote)}`,
      },
    )
    return retenu
  })
  const depense = somme(bruts.flatMap((b) => b.depenses.map((d) => d.depense)))
  const limite = aideMaximale(a.regles, nature, depense, a.demande.cofinancements ?? [])
  if (somme(acquis) > limite.maximum) explication.push(...limite.explication)
  const total = Math.min(
    somme(acquis),
    limite.maximum,
    plafondAcomptes(a, votes, Math.min(somme(acquis), limite.maximum), explication),
  )
  return reduireA(total, acquis)
}

function plafondAcomptes(a: ALiquider, votes: readonly number[], avant: number, explication: Explication[]): number {
  if (a.type !== 'acompte' || a.versement?.acomptes === undefined) return avant
  const taux = lireTaux(a.versement.acomptes)
  const plafond = fractionInferieure(somme(votes), taux.numerateur, taux.denominateur)
  if (plafond < avant)
    explication.push({
      libelle: 'Avance et acomptes, au plus, avant le solde',
      montant: plafond,
      formule: `${euros(somme(votes))} × ${formaterTaux(taux)} = ${euros(plafond)}`,
    })
  return plafond
}

const de = (parts: readonly PartMontant[], volet: string): PartMontant[] => parts.filter((p) => p.volet === volet)

const parSource = (regles: ReglesFinancement, parts: readonly PartMontant[], volet: string): number[] =>
  regles.sources.map((s) =>
    somme(
      de(parts, volet)
        .filter((p) => p.source === s.id)
        .map((p) => p.montant),
    ),
  )

const nomDe = (demande: Demande, rang: number): string => demande.ecoles[rang]?.nom ?? demande.ecoles[rang]?.uai ?? ''
