import type { ComponentChildren } from 'preact'
import { type Attributs, attributs, type Contenu, classes } from './attributs.ts'

type Lien = { href: string; text?: Contenu; labelText?: string | undefined; attributes?: Attributs | undefined }
type Page = {
  number?: number | string | undefined
  href?: string | undefined
  visuallyHiddenText?: string | undefined
  current?: boolean | undefined
  ellipsis?: boolean | undefined
  attributes?: Attributs | undefined
}

export type PaginationProps = {
  items?: (Page | false | null | undefined)[] | undefined
  previous?: Lien | undefined
  next?: Lien | undefined
  landmarkLabel?: string | undefined
  classes?: string | undefined
  attributes?: Attributs | undefined
}

export function Pagination({ previous, next, items, ...p }: PaginationProps) {
  const bloc = !items && Boolean(next || previous)
  return (
    <nav
      class={classes('govuk-pagination', bloc && 'govuk-pagination--block', p.classes)}
      aria-label={p.landmarkLabel || 'Pagination'}
      {...attributs(p.attributes)}
    >
      {previous?.href ? (
        <Fleche type="prev" lien={previous} bloc={bloc}>
          {previous.text || 'Précédent'}
        </Fleche>
      ) : null}
      {items ? (
        <ul class="govuk-pagination__list">
          {items.map((x) => (x && Object.keys(x).length ? <NumeroDePage {...x} /> : null))}
        </ul>
      ) : null}
      {next?.href ? (
        <Fleche type="next" lien={next} bloc={bloc}>
          {next.text || 'Suivant'}
        </Fleche>
      ) : null}
    </nav>
  )
}

function Fleche({
  type,
  lien,
  bloc,
  children,
}: {
  type: 'prev' | 'next'
  lien: Lien
  bloc: boolean
  children: ComponentChildren
}) {
  const icone = (
    <svg
      class={`govuk-pagination__icon govuk-pagination__icon--${type}`}
      xmlns="http://www.w3.org/2000/svg"
      height="13"
      width="15"
      aria-hidden="true"
      focusable="false"
      viewBox="0 0 15 13"
    >
      <path d={TRACES[type]} />
    </svg>
  )
  return (
    <div class={`govuk-pagination__${type}`}>
      <a class="govuk-link govuk-pagination__link" href={lien.href} rel={type} {...attributs(lien.attributes)}>
        {bloc || type === 'prev' ? icone : null}
        <span
          class={classes(
            'govuk-pagination__link-title',
            bloc && !lien.labelText && 'govuk-pagination__link-title--decorated',
          )}
        >
          {children}
        </span>
        {lien.labelText && bloc ? (
          <>
            <span class="govuk-visually-hidden">:</span>
            <span class="govuk-pagination__link-label">{lien.labelText}</span>
          </>
        ) : null}
        {!bloc && type === 'next' ? icone : null}
      </a>
    </div>
  )
}

function NumeroDePage(x: Page) {
  return (
    <li
      class={classes(
        'govuk-pagination__item',
        x.current && 'govuk-pagination__item--current',
        x.ellipsis && 'govuk-pagination__item--ellipsis',
      )}
    >
      {x.ellipsis ? (
        '⋯'
      ) : (
        <a
          class="govuk-link govuk-pagination__link"
          {...attributs({
            href: x.href,
            'aria-label': x.visuallyHiddenText ?? `Page ${x.number}`,
            'aria-current': { value: x.current ? 'page' : undefined, optional: true },
            ...x.attributes,
          })}
        >
          {x.number}
        </a>
      )}
    </li>
  )
}

const TRACES = {
  prev: 'm6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z',
  next: 'm8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z',
}
