import { borner, euros, fractionInferieure, somme } from '../montants.ts'
import type { Cofinancement, Explication } from './demande.ts'
import type { Nature, ReglesFinancement } from './schema.ts'
import { complement, formaterTaux, lireTaux } from './taux.ts'

export type Reste = { maximum: number; explication: Explication[] }

/**
 * The most that the aid may reach for one budget nature, given its whole expense (cents, before any ceiling) and the other funders.
 * The applicant keeps its share of all that public bodies bring, itself included (CGCT L1111-10 III); where no share is asked, the
 * funders together never exceed the expense. Never negative; grows with the expense.
 */
export function aideMaximale(
  regles: ReglesFinancement,
  nature: Nature,
  depense: number,
  cofinancements: readonly Cofinancement[],
): Reste {
  const autres = cofinancements
    .filter((c) => (c.nature ?? 'investissement') === nature)
    .map((c) => ({ ...c, montant: Math.max(0, borner(c.montant)) }))
  const publics = somme(autres.filter((c) => !c.prive).map((c) => c.montant))
  const prives = somme(autres.filter((c) => c.prive).map((c) => c.montant))
  const base = Math.max(0, depense - prives)
  const regle = regles.partMinimaleDemandeur
  const part = regle?.natures.includes(nature) ? lireTaux(regle.taux) : lireTaux(0)
  const plafondPublic = fractionInferieure(base, complement(part).numerateur, part.denominateur)
  const maximum = Math.max(0, plafondPublic - publics)
  const explication: Explication[] = [
    {
      libelle: nature === 'investissement' ? 'Dépense totale d’investissement' : 'Dépense totale de fonctionnement',
      montant: depense,
    },
    ...(prives > 0 ? [{ libelle: 'Financements privés', montant: prives }] : []),
    {
      libelle:
        part.numerateur > 0
          ? `Aides publiques au plus (il reste ${formaterTaux(part)} au demandeur)`
          : 'Aides publiques au plus',
      montant: plafondPublic,
      formule: `${euros(base)} × ${formaterTaux(complement(part))} = ${euros(plafondPublic)}`,
    },
    ...autres
      .filter((c) => !c.prive)
      .map((c) => ({ libelle: `Cofinancement\u00a0: ${c.financeur}`, montant: c.montant })),
    {
      libelle: 'Subvention au plus',
      montant: maximum,
      formule: `${euros(plafondPublic)} − ${euros(publics)} = ${euros(maximum)}`,
    },
  ]
  return { maximum, explication }
}
