import { euros, eurosCourts, repartir, somme } from '../montants.ts'
import type { Explication } from './demande.ts'
import type { ReglesVolet } from './schema.ts'
import { appliquerSomme, comparerTaux, lireTaux, type Taux } from './taux.ts'

/** The aid of one school in one part, before what bears on the whole dossier. `taux`: its own rate (the bonus alone, with brackets). */
export type Cellule = { retenue: number; taux: Taux; subvention: number }
export type VoletPlafonne = { retenues: number[]; subventions: number[]; explication: Explication[] }

/**
 * What bears on one part over the whole dossier: ceiling of expense, brackets, ceiling of aid. Each bound is taken on the total,
 * exactly, then shared between schools in proportion: an expense that grows never lowers the total.
 */
export function plafonnerVolet(volet: ReglesVolet, cellules: readonly Cellule[]): VoletPlafonne {
  const explication: Explication[] = []
  const presentees = cellules.map((c) => c.retenue)
  const { parDossier } = volet.plafonds
  const retenues = reduireA(parDossier ?? somme(presentees), presentees)
  let subventions = cellules.map((c) => c.subvention)
  if (parDossier !== undefined) {
    subventions = reduireA(aideMaximale(volet, cellules, parDossier), subventions)
    if (parDossier < somme(presentees))
      explication.push({
        libelle: `Plafond de dépense de ${eurosCourts(parDossier)} par dossier, au lieu de ${euros(somme(presentees))}`,
        montant: parDossier,
      })
  }
  if (volet.taux.type === 'tranche') {
    const parts = repartir(aideParTranches(volet, somme(retenues)), retenues)
    subventions = subventions.map((s, i) => s + (parts[i] ?? 0))
  }
  const plafond = volet.plafondsSubvention.parDossier
  if (plafond !== undefined && plafond < somme(subventions)) {
    explication.push({
      libelle: 'Plafond de la subvention par dossier',
      montant: plafond,
      formule: `${euros(somme(subventions))} ramenés à ${euros(plafond)}`,
    })
    subventions = reduireA(plafond, subventions)
  }
  if (volet.minimum !== undefined && somme(retenues) < volet.minimum) {
    if (somme(subventions) > 0)
      explication.push({
        libelle: `Dépense inférieure au minimum de ${eurosCourts(volet.minimum)}\u00a0: pas de subvention`,
        montant: 0,
      })
    subventions = subventions.map(() => 0)
  }
  return { retenues, subventions, explication }
}

/** Brings amounts down to a total that they exceed, in proportion; leaves them when they do not. */
export const reduireA = (total: number, montants: readonly number[]): number[] =>
  somme(montants) > total ? repartir(Math.max(0, total), montants) : [...montants]

// The most that the retained expense can give under the ceiling: best rates first, added exactly, rounded once.
function aideMaximale(volet: ReglesVolet, cellules: readonly Cellule[], plafond: number): number {
  let reste = plafond
  const termes = cellules
    .toSorted((a, b) => comparerTaux(a.taux, b.taux))
    .map(({ retenue, taux }) => {
      const montant = Math.min(reste, retenue)
      reste -= montant
      return { montant, taux }
    })
  return appliquerSomme(termes, volet.arrondi)
}

function aideParTranches(volet: ReglesVolet, total: number): number {
  if (volet.taux.type !== 'tranche') return 0
  let bas = 0
  const termes = volet.taux.tranches.map(({ moinsDe, taux }) => {
    const haut = Math.min(total, moinsDe ?? total)
    const montant = Math.max(0, haut - bas)
    bas = Math.max(bas, haut)
    return { montant, taux: lireTaux(taux) }
  })
  return appliquerSomme(termes, volet.arrondi)
}
