import { type Attributs, attributs, type Contenu, classes } from './attributs.ts'

export type DetailsProps = {
  summaryText: Contenu
  text?: Contenu
  id?: string | undefined
  open?: boolean | undefined
  classes?: string | undefined
  attributes?: Attributs | undefined
}

export function Details(p: DetailsProps) {
  return (
    <details
      id={p.id || undefined}
      class={classes('govuk-details', p.classes)}
      {...attributs(p.attributes)}
      open={p.open || undefined}
    >
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{p.summaryText}</span>
      </summary>
      <div class="govuk-details__text">{p.text}</div>
    </details>
  )
}
