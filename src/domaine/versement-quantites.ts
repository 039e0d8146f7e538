import type { Faits } from './faits.ts'
import { lignesRecues, resteALivrer } from './livraison.ts'
import { typographier } from './organismes.ts'
import { quantiteDe } from './reste-a-facturer.ts'
import type { SaisieDemande } from './versement-controles.ts'
import { type PartFacturee, partsDe } from './versement-factures.ts'

/** Where more is billed than was ordered, or than came: one sentence per article and school. Earlier claims count. */
export const quantitesEnTrop = (
  f: Faits,
  nouvelles: readonly PartFacturee[],
  s: Pick<SaisieDemande, 'receptions'>,
  sur: string | undefined,
): string[] => {
  const vifs = new Set(f.versements.filter((v) => v.etat !== 'rejetee' && v.id !== sur).map((v) => v.id))
  const parts = [...f.factures.filter((x) => vifs.has(x.versement_id) && !x.ecartee).flatMap(partsDe), ...nouvelles]
  const touchees = new Map(nouvelles.filter((p) => p.article).map((p) => [`${p.ecole} ${p.article}`, p]))
  return [...touchees.values()].flatMap(({ ecole, article, designation }) => {
    const facture = parts
      .filter((p) => p.ecole === ecole && p.article === article)
      .reduce((t, p) => t + quantiteDe(f, p), 0)
    const attendue = resteALivrer(f, ecole).find((l) => l.article === article)
    const quoi = `${typographier(f.ecoles.find((e) => e.uai === ecole)?.nom ?? ecole)}, ${designation}`
    const commande = attendue?.prevu ?? 0
    if (commande > 0 && depasse(facture, commande))
      return [`${quoi} : ${dire(facture, 'facturé')}, ${dire(commande, 'commandé')}.`]
    const livre = livrees(f, s, ecole, article, commande)
    return livre !== undefined && depasse(facture, livre)
      ? [`${quoi} : ${dire(facture, 'facturé')}, ${dire(livre, 'livré')}.`]
      : []
  })
}

/** Undefined: nothing is declared, or all is. */
const livrees = (
  f: Faits,
  s: Pick<SaisieDemande, 'receptions'>,
  ecole: string,
  article: string | undefined,
  commande: number,
): number | undefined => {
  const siennes = f.receptions.filter((r) => r.ecole === ecole)
  if (siennes.length === 0 || s.receptions?.some((r) => r.ecole.toUpperCase() === ecole)) return undefined
  if (siennes.some((r) => r.tout_livre)) return commande > 0 ? commande : undefined
  return siennes
    .flatMap(lignesRecues)
    .filter((l) => l.article === article)
    .reduce((t, l) => t + l.quantite, 0)
}

const depasse = (a: number, b: number): boolean => a > b + 0.01
const dire = (n: number, mot: string): string =>
  `${String(Math.round(n * 100) / 100).replace('.', ',')} ${mot}${n < 2 ? '' : 's'}`
