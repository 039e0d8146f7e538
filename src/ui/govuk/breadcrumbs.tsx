import { type Attributs, attributs, type Contenu, classes } from './attributs.ts'

export type BreadcrumbsProps = {
  items: { text?: Contenu; href?: string | undefined; attributes?: Attributs | undefined }[]
  labelText?: string | undefined
  collapseOnMobile?: boolean | undefined
  classes?: string | undefined
  attributes?: Attributs | undefined
}

export function Breadcrumbs({ labelText = 'Vous êtes ici', ...p }: BreadcrumbsProps) {
  return (
    <nav
      class={classes('govuk-breadcrumbs', p.classes, p.collapseOnMobile && 'govuk-breadcrumbs--collapse-on-mobile')}
      {...attributs(p.attributes)}
      aria-label={labelText}
    >
      <ol class="govuk-breadcrumbs__list">
        {p.items.map((x) =>
          x.href ? (
            <li class="govuk-breadcrumbs__list-item">
              <a class="govuk-breadcrumbs__link" href={x.href} {...attributs(x.attributes)}>
                {x.text}
              </a>
            </li>
          ) : (
            <li class="govuk-breadcrumbs__list-item" aria-current="page">
              {x.text}
            </li>
          ),
        )}
      </ol>
    </nav>
  )
}
