import type { Situation } from '../acte.ts'
import { jourParis } from '../calendrier.ts'
import type { Faits, Procedure } from '../faits.ts'
import { dateSimple } from '../francais.ts'
import { type Refus, refus } from '../refus.ts'

/** The procedure of this kind that waits for an answer or a decision. */
export const enCours = (f: Faits, genre: Procedure['genre']): Procedure | undefined =>
  f.procedures.findLast((p) => p.genre === genre && ['engagee', 'propose', 'observations'].includes(p.etat))

/** Nobody decides before the beneficiary has answered, or its time to answer has passed (CRPA L121-1). */
export function delaiDe(genre: 'caducite' | 'reversement') {
  return ({ faits, maintenant }: Situation): Refus | undefined => {
    const p = enCours(faits, genre)
    if (!p) return refus('aucune_procedure', 'Aucune procédure n’est engagée.')
    const avant = String(p.contenu.reponseAvant ?? '')
    return p.etat === 'observations' || jourParis(maintenant) > avant
      ? undefined
      : refus('delai_en_cours', `Le bénéficiaire peut répondre jusqu’au ${dateSimple(avant)}.`)
  }
}

/** The presidence is awaited once it may decide. */
export function attendDecision(genre: 'caducite' | 'reversement', quoi: string) {
  const possible = delaiDe(genre)
  return (s: Situation) => {
    const p = enCours(s.faits, genre)
    return p && !possible(s) ? [{ role: 'presidence' as const, depuis: p.cree_le, quoi }] : []
  }
}
