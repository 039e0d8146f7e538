import { type Attributs, attributs, type Contenu, classes } from './attributs.ts'

type Item = {
  text?: Contenu
  href?: string | undefined
  current?: boolean | undefined
  active?: boolean | undefined
  attributes?: Attributs | undefined
}
type Fente = Contenu | { text: Contenu; align?: string | undefined }

export type ServiceNavigationProps = {
  navigation?: (Item | false | null | undefined)[] | undefined
  serviceName?: string | undefined
  serviceUrl?: string | undefined
  ariaLabel?: string | undefined
  menuButtonText?: string | undefined
  menuButtonLabel?: string | undefined
  navigationLabel?: string | undefined
  navigationId?: string | undefined
  navigationClasses?: string | undefined
  collapseNavigationOnMobile?: boolean | undefined
  slots?: { start?: Contenu; end?: Fente; navigationStart?: Contenu; navigationEnd?: Contenu } | undefined
  classes?: string | undefined
  attributes?: Attributs | undefined
}

export function ServiceNavigation({
  ariaLabel = 'Informations sur le service',
  slots = {},
  ...p
}: ServiceNavigationProps) {
  const fin = lireFente(slots.end)
  const communs = {
    class: classes('govuk-service-navigation', p.classes),
    'data-module': 'govuk-service-navigation',
    ...attributs(p.attributes),
  }
  const interieur = (
    <div class={classes('govuk-width-container', fin.enLigne && 'govuk-service-navigation__inlining-container')}>
      {slots.start}
      <div class="govuk-service-navigation__container">
        <NomDuService nom={p.serviceName} href={p.serviceUrl} />
        <Navigation {...p} slots={slots} />
      </div>
      {fin.contenu}
    </div>
  )
  return p.serviceName || slots.start || fin.contenu ? (
    <section aria-label={ariaLabel} {...communs}>
      {interieur}
    </section>
  ) : (
    <div {...communs}>{interieur}</div>
  )
}

function lireFente(fente: Fente): { contenu: Contenu; enLigne: boolean } {
  const reglee = typeof fente === 'object' && fente !== null && 'text' in fente && !('type' in fente)
  return reglee
    ? { contenu: fente.text, enLigne: fente.align === 'inline' }
    : { contenu: fente as Contenu /* not the object form */, enLigne: false }
}

function NomDuService({ nom, href }: { nom: string | undefined; href: string | undefined }) {
  if (!nom) return null
  return (
    <span class="govuk-service-navigation__service-name">
      {href ? (
        <a href={href} class="govuk-service-navigation__link">
          {nom}
        </a>
      ) : (
        <span class="govuk-service-navigation__text">{nom}</span>
      )}
    </span>
  )
}

function Navigation(p: ServiceNavigationProps) {
  const items = (p.navigation ?? []).flatMap((x) => x || [])
  const { navigationStart, navigationEnd } = p.slots ?? {}
  if (!items.length && !navigationStart && !navigationEnd) return null
  const id = p.navigationId || 'navigation'
  const menu = p.menuButtonText || 'Menu'
  return (
    <nav
      aria-label={p.navigationLabel || menu}
      class={classes('govuk-service-navigation__wrapper', p.navigationClasses)}
    >
      {(p.collapseNavigationOnMobile ?? items.length > 1) ? (
        // biome-ignore lint/a11y/noAriaHiddenOnFocusable: hidden until the script shows it, as govuk-frontend does
        <button
          type="button"
          class="govuk-service-navigation__toggle govuk-js-service-navigation-toggle"
          aria-controls={id}
          aria-label={p.menuButtonLabel && p.menuButtonLabel !== menu ? p.menuButtonLabel : undefined}
          hidden
          aria-hidden="true"
        >
          {menu}
        </button>
      ) : null}
      <ul class="govuk-service-navigation__list" id={id}>
        {navigationStart}
        {items.map((x) => (
          <Entree {...x} />
        ))}
        {navigationEnd}
      </ul>
    </nav>
  )
}

function Entree(x: Item) {
  const ici = x.active || x.current
  const texte = ici ? <strong class="govuk-service-navigation__active-fallback">{x.text}</strong> : x.text
  const courant = ici ? { 'aria-current': x.current ? ('page' as const) : ('true' as const) } : {}
  return (
    <li class={classes('govuk-service-navigation__item', ici && 'govuk-service-navigation__item--active')}>
      {x.href ? (
        <a class="govuk-service-navigation__link" href={x.href} {...courant} {...attributs(x.attributes)}>
          {texte}
        </a>
      ) : x.text ? (
        <span class="govuk-service-navigation__text" {...courant}>
          {texte}
        </span>
      ) : null}
    </li>
  )
}
