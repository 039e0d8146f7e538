import { type Attributs, attributs, type Contenu, classes } from './attributs.ts'

export type LabelProps = {
  text?: Contenu
  for?: string | undefined
  classes?: string | undefined
  isPageHeading?: boolean | undefined
  attributes?: Attributs | undefined
}

export function Label(p: LabelProps) {
  if (!p.text) return null
  const label = (
    <label class={classes('govuk-label', p.classes)} {...attributs(p.attributes)} for={p.for || undefined}>
      {p.text}
    </label>
  )
  return p.isPageHeading ? <h1 class="govuk-label-wrapper">{label}</h1> : label
}
