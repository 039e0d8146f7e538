import { type Attributs, attributs, type Contenu, classes } from './attributs.ts'

export type GenericHeaderProps = {
  logoText?: Contenu
  url?: string | undefined
  containerClasses?: string | undefined
  classes?: string | undefined
  attributes?: Attributs | undefined
}

export function GenericHeader(p: GenericHeaderProps) {
  return (
    <div class={classes('govuk-generic-header', p.classes)} {...attributs(p.attributes)}>
      <div class={classes('govuk-generic-header__container', p.containerClasses || 'govuk-width-container')}>
        <div class="govuk-generic-header__logo">
          <a href={p.url || '/'} class="govuk-generic-header__homepage-link">
            {p.logoText}
          </a>
        </div>
      </div>
    </div>
  )
}
