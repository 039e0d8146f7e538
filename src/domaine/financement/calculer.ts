import { borner, euros, repartir, somme } from '../montants.ts'
import { calculerBrut, type VoletBrut } from './brut.ts'
import type { Demande, Explication, PartSource } from './demande.ts'
import { aideMaximale } from './part-demandeur.ts'
import { reduireA } from './plafonner.ts'
import type { LigneRetenue } from './retenir.ts'
import type { Nature, ReglesFinancement } from './schema.ts'

/** Cents. `depense`: as presented; `depenseRetenue`: after ceilings; `resteACharge` = `depense` − `subvention`. */
export type Montants = { depense: number; depenseRetenue: number; subvention: number; resteACharge: number }

export type CalculVolet = Montants & {
  volet: string
  libelle: string
  nature: Nature
  sources: PartSource[]
  explication: Explication[]
}
/** One part of one school. `plafond`: its ceiling of expense, when the call has one; `taux`: « 70 % ». */
export type CalculVoletEcole = CalculVolet & { taux: string; plafond?: number; lignes: LigneRetenue[] }
export type CalculEcole = Montants & { uai: string; volets: CalculVoletEcole[] }

export type Calcul = Montants & {
  ecoles: CalculEcole[]
  volets: CalculVolet[]
  cofinancements: number
  /** What the applicant still pays once the other funders have paid; never negative. */
  autofinancement: number
  explication: Explication[]
}

/**
 * The aid that a request gives under the rules of its call, in whole cents, explained line by line. Per school, part and source;
 * schools add up to the dossier and sources to their part, exactly. Never negative, never above a ceiling; grows with the expense.
 */
export function calculer(regles: ReglesFinancement, demande: Demande): Calcul {
  const cofinancements = demande.cofinancements ?? []
  const explication: Explication[] = []
  const bruts = calculerBrut(regles, demande).map((b) => ({ ...b }))
  for (const nature of ['investissement', 'fonctionnement'] as const) {
    const concernes = bruts.filter((b) => b.volet.nature === nature)
    const depense = somme(concernes.flatMap((b) => b.depenses.map((d) => d.depense)))
    const limite = aideMaximale(regles, nature, depense, cofinancements)
    const avant = concernes.flatMap((b) => b.subventions)
    if (somme(avant) <= limite.maximum) continue
    const apres = reduireA(limite.maximum, avant)
    concernes.forEach((b, i) => {
      const parts = apres.slice(i * demande.ecoles.length, (i + 1) * demande.ecoles.length)
      b.explications = b.explications.map((e, k) =>
        e.length > 0 ? [...e, { libelle: 'Ramenée à la limite des aides publiques', montant: parts[k] ?? 0 }] : e,
      )
      b.subventions = parts
    })
    explication.push(...limite.explication)
  }
  const volets = bruts.map((b) => totaliser(regles, b, demande))
  const ecoles = demande.ecoles.map((e, i) => {
    const parts = volets.flatMap((v) => v.ecoles[i] ?? [])
    return { uai: e.uai, volets: parts, ...additionner(parts) }
  })
  const totaux = additionner(ecoles)
  const autres = somme(cofinancements.map((c) => Math.max(0, borner(c.montant))))
  return {
    ...totaux,
    ecoles,
    volets: volets.map((v) => v.total),
    cofinancements: autres,
    autofinancement: Math.max(0, totaux.resteACharge - autres),
    explication,
  }
}

/** Sums part by part, cents. */
export const additionner = (parts: readonly Montants[]): Montants => ({
  depense: somme(parts.map((p) => p.depense)),
  depenseRetenue: somme(parts.map((p) => p.depenseRetenue)),
  subvention: somme(parts.map((p) => p.subvention)),
  resteACharge: somme(parts.map((p) => p.resteACharge)),
})

/** Shares an amount of a part between the sources of the call, by the key of the part or of the call. */
export function partager(regles: ReglesFinancement, volet: string, montant: number): PartSource[] {
  const cle = regles.volets.find((v) => v.id === volet)?.cle
  const parts = repartir(
    montant,
    regles.sources.map((s) => (cle ? (cle[s.id] ?? 0) : s.part)),
  )
  return regles.sources.map((s, i) => ({ source: s.id, montant: parts[i] ?? 0 }))
}

function totaliser(
  regles: ReglesFinancement,
  b: VoletBrut,
  demande: Demande,
): { total: CalculVolet; ecoles: CalculVoletEcole[] } {
  const { id, libelle, nature } = b.volet
  const sources = partager(regles, id, somme(b.subventions))
  // Schools are served from what each source has left, so that both the schools' and the sources' sums are exact.
  const restes = sources.map((s) => s.montant)
  const ecoles = demande.ecoles.map((_, i): CalculVoletEcole => {
    const subvention = b.subventions[i] ?? 0
    const parts = repartir(subvention, restes)
    parts.forEach((p, k) => {
      restes[k] = (restes[k] ?? 0) - p
    })
    const { depense = 0, plafond, lignes = [] } = b.depenses[i] ?? {}
    return {
      volet: id,
      libelle,
      nature,
      depense,
      depenseRetenue: b.retenues[i] ?? 0,
      subvention,
      resteACharge: depense - subvention,
      taux: b.taux[i] ?? '',
      lignes,
      sources: sources.map((s, k) => ({ source: s.source, montant: parts[k] ?? 0 })),
      explication: b.explications[i] ?? [],
      ...(plafond === undefined ? {} : { plafond }),
    }
  })
  const explication = [...expliquerEcoles(ecoles, demande), ...b.explication]
  return { total: { volet: id, libelle, nature, sources, explication, ...additionner(ecoles) }, ecoles }
}

const expliquerEcoles = (ecoles: readonly CalculVoletEcole[], demande: Demande): Explication[] =>
  ecoles.flatMap((e, i) => {
    if (e.depense === 0) return []
    const ecole = demande.ecoles[i]
    const formule = `${euros(e.depenseRetenue)}, ${e.taux}\u00a0: ${euros(e.subvention)}`
    return [{ libelle: ecole?.nom ?? ecole?.uai ?? '', montant: e.subvention, formule }]
  })
