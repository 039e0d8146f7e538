import { nombre } from '../domaine/montants.ts'
import { Pagination } from './govuk/pagination.tsx'
import { SubNavigation } from './moj/sub-navigation.tsx'

/** The pages of one dossier or of one room. */
export const SousNavigation = (p: { libelle: string; items: { libelle: string; href: string; ici?: boolean }[] }) => (
  <SubNavigation label={p.libelle} items={p.items.map((x) => ({ text: x.libelle, href: x.href, active: x.ici }))} />
)

/** Next and previous page of a list by link, with the total in words (« 34 dossiers »). */
export function PageSuivante(p: {
  total?: string
  precedente?: string | undefined
  suivante?: string | undefined
  restants?: number | undefined
}) {
  return (
    <div class="laureat-suite">
      {p.total ? <p class="laureat-suite__total">{p.total}</p> : null}
      {p.precedente || p.suivante ? (
        <Pagination
          landmarkLabel="Pages de la liste"
          previous={p.precedente ? { href: p.precedente, text: 'Page précédente' } : undefined}
          next={
            p.suivante
              ? { href: p.suivante, text: p.restants ? `Les ${nombre(p.restants)} suivants` : 'Page suivante' }
              : undefined
          }
        />
      ) : null}
    </div>
  )
}
