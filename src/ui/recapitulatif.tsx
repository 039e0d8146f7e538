import type { ComponentChildren } from 'preact'
import { SummaryList } from './govuk/summary-list.tsx'

export type LigneDeRecap = {
  cle: string
  /** Nothing, or an empty string, reads « Non renseigné ». */
  valeur: ComponentChildren
  /** « Modifier » unless said; `quoi` completes it for screen readers (« le nom »). */
  action?: { href: string; libelle?: string; quoi?: string } | undefined
}

/** Answers or facts, one per line, with the link that changes each. `titre` makes it a card. */
export function Recapitulatif(p: { lignes: LigneDeRecap[]; titre?: string; niveau?: number; sansFilets?: boolean }) {
  return (
    <SummaryList
      classes={p.sansFilets ? 'govuk-summary-list--no-border' : undefined}
      card={p.titre ? { title: { text: p.titre, headingLevel: p.niveau } } : undefined}
      rows={p.lignes.map((l) => ({
        key: { text: l.cle },
        value: {
          text:
            l.valeur === null || l.valeur === undefined || l.valeur === '' ? (
              <span class="laureat-discret">Non renseigné</span>
            ) : (
              l.valeur
            ),
        },
        actions: l.action
          ? {
              items: [
                {
                  href: l.action.href,
                  text: l.action.libelle ?? 'Modifier',
                  visuallyHiddenText: l.action.quoi ?? l.cle.toLocaleLowerCase('fr'),
                },
              ],
            }
          : undefined,
      }))}
    />
  )
}
