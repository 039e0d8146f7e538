import { h } from 'preact'
import { type Attributs, attributs, type Contenu, classes } from './attributs.ts'

/** `text`: a string becomes the banner's heading, vnodes are left as they are. */
export type NotificationBannerProps = {
  text?: Contenu
  type?: string | undefined
  titleText?: Contenu
  titleId?: string | undefined
  titleHeadingLevel?: number | string | undefined
  role?: string | undefined
  disableAutoFocus?: boolean | undefined
  classes?: string | undefined
  attributes?: Attributs | undefined
}

export function NotificationBanner(p: NotificationBannerProps) {
  const succes = p.type === 'success'
  const id = p.titleId || 'govuk-notification-banner-title'
  const titre = p.titleText || (succes ? 'C’est fait' : 'Important')
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: its role is always one that takes a name
    <div
      class={classes('govuk-notification-banner', succes && 'govuk-notification-banner--success', p.classes)}
      role={(p.role || (succes ? 'alert' : 'region')) as 'region' /* the caller may choose another landmark */}
      aria-labelledby={id}
      data-module="govuk-notification-banner"
      {...(p.disableAutoFocus === undefined ? {} : { 'data-disable-auto-focus': String(p.disableAutoFocus) })}
      {...attributs(p.attributes)}
    >
      <div class="govuk-notification-banner__header">
        {h(`h${p.titleHeadingLevel || 2}`, { class: 'govuk-notification-banner__title', id }, titre)}
      </div>
      <div class="govuk-notification-banner__content">
        {typeof p.text === 'string' ? <p class="govuk-notification-banner__heading">{p.text}</p> : p.text}
      </div>
    </div>
  )
}
