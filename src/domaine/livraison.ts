import { achatsDe } from './achats.ts'
import type { Faits, Reception } from './faits.ts'

/** One thing expected in a school: ordered, already received, still to come. `prevu`: nothing is ordered, the quote says so. */
export type LigneALivrer = {
  article: string | undefined
  designation: string
  prevu: number
  recu: number
  reste: number
}
export type LigneRecue = { article?: string; designation?: string; quantite: number; numerosSerie?: string[] }

/** What arrived, by line; empty when everything did. */
export const lignesRecues = (r: Pick<Reception, 'lignes'>): LigneRecue[] => r.lignes as LigneRecue[] // as `declarer_reception` wrote them

/** What a school still expects: its orders, and the conform quotes that none replaced, less what earlier deliveries brought. */
export const resteALivrer = (
  f: Pick<Faits, 'appel' | 'commandes' | 'devis' | 'receptions'>,
  uai: string,
): LigneALivrer[] => {
  // A school does not see the quotes: what was ordered for it is enough.
  const sansDevis = f.commandes.filter((c) => !f.devis.some((d) => d.id === c.devis_id && d.etat === 'conforme'))
  const prevues = [...achatsDe(f).flatMap((a) => a.lignes), ...sansDevis.flatMap((c) => c.lignes)].filter(
    (l) => l.ecole === uai && l.verdict !== 'ecartee' && l.prixUnitaireHt >= 0 && !SANS_OBJET.has(l.nature),
  )
  const parChose = new Map<string, LigneALivrer>()
  for (const l of prevues) {
    const vue = parChose.get(cleDe(l))
    const prevu = (vue?.prevu ?? 0) + l.quantite
    parChose.set(cleDe(l), { article: l.article, designation: l.designation, prevu, recu: 0, reste: prevu })
  }
  for (const l of f.receptions.filter((r) => r.ecole === uai).flatMap(lignesRecues)) {
    const x = parChose.get(l.article ?? l.designation ?? '')
    if (!x) continue
    x.recu += l.quantite
    x.reste = Math.max(0, x.prevu - x.recu)
  }
  return [...parChose.values()]
}

/** Charges on a quote that no truck brings. */
const SANS_OBJET = new Set(['eco_contribution', 'remise', 'livraison'])

/** What an expected line and a received one share: the article, else the words. */
export const cleDe = (l: { article?: string | undefined; designation: string }): string => l.article ?? l.designation
