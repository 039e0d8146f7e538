import { type Attributs, attributs, type Contenu, classes } from '../govuk/attributs.ts'

export type SubNavigationProps = {
  items: {
    text: Contenu
    href: string
    active?: boolean | undefined
    classes?: string | undefined
    attributes?: Attributs | undefined
  }[]
  label?: string | undefined
  classes?: string | undefined
  attributes?: Attributs | undefined
}

/** The pages of one dossier, or of one room. */
export function SubNavigation(p: SubNavigationProps) {
  return (
    <nav
      class={classes('moj-sub-navigation', p.classes)}
      aria-label={p.label || 'Navigation secondaire'}
      {...attributs(p.attributes)}
    >
      <ul class="moj-sub-navigation__list">
        {p.items.map((x) => (
          <li class={classes('moj-sub-navigation__item', x.classes)}>
            <a
              class="moj-sub-navigation__link"
              aria-current={x.active ? 'page' : undefined}
              href={x.href}
              {...attributs(x.attributes)}
            >
              {x.text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
