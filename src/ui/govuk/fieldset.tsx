import type { ComponentChildren } from 'preact'
import { type Attributs, attributs, type Contenu, classes } from './attributs.ts'

export type FieldsetProps = {
  legend?: { text?: Contenu; classes?: string | undefined; isPageHeading?: boolean | undefined } | undefined
  classes?: string | undefined
  role?: string | undefined
  describedBy?: string | undefined
  attributes?: Attributs | undefined
}

export function Fieldset({ legend, ...p }: FieldsetProps & { children?: ComponentChildren }) {
  return (
    <fieldset
      class={classes('govuk-fieldset', p.classes)}
      role={(p.role || undefined) as 'group' | undefined /* any ARIA role is allowed here */}
      aria-describedby={p.describedBy || undefined}
      {...attributs(p.attributes)}
    >
      {legend?.text ? (
        <legend class={classes('govuk-fieldset__legend', legend.classes)}>
          {legend.isPageHeading ? <h1 class="govuk-fieldset__heading">{legend.text}</h1> : legend.text}
        </legend>
      ) : null}
      {p.children}
    </fieldset>
  )
}
