import type { Faits } from './faits.ts'
import type { Cofinancement } from './financement/demande.ts'

export type LignePlan = {
  financeur: string
  montant: number
  prive?: boolean | undefined
  nature?: 'investissement' | 'fonctionnement' | undefined
}

/** The other funders of a final funding plan. A whole plan also names the applicant's own money and this very subsidy: both are
 * recognised by their words and left out, since the rule only deducts what others bring. */
export const autresFinanceurs = (
  f: Pick<Faits, 'appel' | 'organisme'>,
  plan: readonly LignePlan[],
): Cofinancement[] => {
  const siens = [
    f.organisme.nom,
    ...f.appel.operateurs.map((o) => o.nom),
    ...f.appel.financement.sources.flatMap((s) => [s.libelle, s.id]),
    f.appel.titre,
    ...(f.appel.sigle ? [f.appel.sigle] : []),
  ].map(simplifier)
  return plan.filter((l) => {
    const nom = simplifier(l.financeur)
    return !SOI.test(nom) && !siens.includes(nom)
  })
}

const SOI =
  /^(la |le |l )?((commune|mairie|ville|beneficiaire|porteur|demandeur|autofinancement|fonds propres|part communale|ressources propres|reste a charge|subvention demandee|subvention votee|tne)\b|(departement|conseil departemental)$)/

const simplifier = (t: string): string =>
  t
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
