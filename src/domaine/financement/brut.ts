import { euros, somme } from '../montants.ts'
import { remplit } from './condition.ts'
import type { Demande, EcoleDemande, Explication } from './demande.ts'
import { type Cellule, plafonnerVolet } from './plafonner.ts'
import { type DepenseRetenue, retenir } from './retenir.ts'
import type { ReglesFinancement, ReglesVolet } from './schema.ts'
import { ajouterTaux, appliquer, formaterTaux, lireTaux, type Taux } from './taux.ts'

/** One part over the dossier, before the share left to the applicant. Arrays follow the order of the schools. */
export type VoletBrut = {
  volet: ReglesVolet
  depenses: DepenseRetenue[]
  retenues: number[]
  subventions: number[]
  taux: string[]
  explications: Explication[][]
  explication: Explication[]
}

/**
 * Aid of each school in each part, under every ceiling of the part. `seuilsSur` fixes the tier of « ensemble » rates on another
 * retained expense per part (that of the award, when paying), so that spending less never raises the rate.
 */
export const calculerBrut = (
  regles: ReglesFinancement,
  demande: Demande,
  seuilsSur: Readonly<Record<string, number>> = {},
): VoletBrut[] =>
  regles.volets.map((volet) => {
    const depenses = demande.ecoles.map((e) => retenir(volet, e))
    const total = Math.min(somme(depenses.map((d) => d.retenue)), volet.plafonds.parDossier ?? Number.MAX_SAFE_INTEGER)
    const base = tauxDeBase(volet, seuilsSur[volet.id] ?? total)
    const cellules = demande.ecoles.map((ecole, i) => cellule(volet, ecole, depenses[i]?.retenue ?? 0, base))
    const plafonne = plafonnerVolet(volet, cellules)
    return {
      volet,
      depenses,
      retenues: plafonne.retenues,
      subventions: plafonne.subventions,
      taux: cellules.map((c) => (volet.taux.type === 'tranche' ? 'par tranches' : formaterTaux(c.taux))),
      explications: demande.ecoles.map((ecole, i) =>
        expliquer(volet, ecole, cellules[i], depenses[i], plafonne.subventions[i] ?? 0),
      ),
      explication: plafonne.explication,
    }
  })

// With brackets the base is computed on the dossier: a school only has its bonus.
function tauxDeBase(volet: ReglesVolet, total: number): Taux {
  const { taux } = volet
  if (taux.type === 'fixe') return lireTaux(taux.taux)
  if (taux.type === 'tranche') return lireTaux(0)
  return lireTaux(taux.tranches.find((t) => t.moinsDe === undefined || total < t.moinsDe)?.taux ?? 0)
}

function cellule(volet: ReglesVolet, ecole: EcoleDemande, retenue: number, base: Taux): Cellule {
  const taux = bonusDe(volet, ecole).reduce((t, b) => ajouterTaux(t, lireTaux(b.points)), base)
  const subvention = appliquer(retenue, taux, volet.arrondi)
  // Rounding to the euro may go over a small expense: the aid never exceeds it.
  return { retenue, taux, subvention: Math.min(subvention, retenue, volet.plafondsSubvention.parEcole ?? subvention) }
}

const bonusDe = (volet: ReglesVolet, ecole: EcoleDemande) => volet.bonus.filter((b) => remplit(b.si, ecole.traits))

function expliquer(
  volet: ReglesVolet,
  ecole: EcoleDemande,
  c: Cellule | undefined,
  d: DepenseRetenue | undefined,
  subvention: number,
): Explication[] {
  if (!c || !d || (d.depense === 0 && d.lignes.length === 0)) return []
  const bonus = bonusDe(volet, ecole).map((b) => ({
    libelle: `${b.libelle}\u00a0: ${formaterTaux(lireTaux(b.points))} de plus`,
  }))
  if (volet.taux.type === 'tranche')
    return [
      ...d.explication,
      ...bonus,
      { libelle: 'Part de la subvention, calculée par tranches sur le dossier', montant: subvention },
    ]
  const calculee = appliquer(c.retenue, c.taux, volet.arrondi)
  return [
    ...d.explication,
    ...bonus,
    {
      libelle: 'Subvention',
      montant: calculee,
      formule: `${euros(c.retenue)} × ${formaterTaux(c.taux)} = ${euros(calculee)}`,
    },
    ...(c.subvention < calculee ? [{ libelle: 'Plafond de la subvention par école', montant: c.subvention }] : []),
    ...(subvention < c.subvention
      ? [{ libelle: 'Part dans la subvention plafonnée du dossier', montant: subvention }]
      : []),
  ]
}
