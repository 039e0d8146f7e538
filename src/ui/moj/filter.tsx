import type { ComponentChildren } from 'preact'
import { type Attributs, attributs, type Contenu } from '../govuk/attributs.ts'
import { Button } from '../govuk/button.tsx'

type Categorie = { heading: { text: Contenu }; items: { href: string; text: Contenu }[] }

export type FilterProps = {
  heading: { text: Contenu }
  selectedFilters?:
    | { heading: { text: Contenu }; clearLink: { href: string; text: Contenu }; categories: Categorie[] }
    | undefined
  submit?: { text?: string; attributes?: Attributs } | undefined
  /** Before each chosen filter, for screen readers. */
  removeText?: string | undefined
  attributes?: Attributs | undefined
  children?: ComponentChildren
}

/** Filters of a working list, inside a GET form: what is chosen first, each with the link that removes it. */
export function Filter({ removeText = 'Retirer ce filtre', ...p }: FilterProps) {
  return (
    <div class="moj-filter" data-module="moj-filter" {...attributs(p.attributes)}>
      <div class="moj-filter__header">
        <div class="moj-filter__header-title">
          <h2 class="govuk-heading-m">{p.heading.text}</h2>
        </div>
        <div class="moj-filter__header-action" />
      </div>
      <div class="moj-filter__content">
        {p.selectedFilters ? <Choisis {...p.selectedFilters} removeText={removeText} /> : null}
        <div class="moj-filter__options">
          <Button text={p.submit?.text || 'Appliquer les filtres'} attributes={p.submit?.attributes} />
          {p.children}
        </div>
      </div>
    </div>
  )
}

function Choisis(p: NonNullable<FilterProps['selectedFilters']> & { removeText: string }) {
  return (
    <div class="moj-filter__selected">
      <div class="moj-filter__selected-heading">
        <div class="moj-filter__heading-title">
          <h2 class="govuk-heading-m">{p.heading.text}</h2>
        </div>
        <div class="moj-filter__heading-action">
          <p>
            <a class="govuk-link govuk-link--no-visited-state" href={p.clearLink.href}>
              {p.clearLink.text}
            </a>
          </p>
        </div>
      </div>
      {p.categories.map((c) => (
        <>
          <h3 class="govuk-heading-s govuk-!-margin-bottom-0">{c.heading.text}</h3>
          <ul class="moj-filter-tags">
            {c.items.map((x) => (
              <li>
                <a class="moj-filter__tag" href={x.href}>
                  <span class="govuk-visually-hidden">{p.removeText}</span> {x.text}
                </a>
              </li>
            ))}
          </ul>
        </>
      ))}
    </div>
  )
}
