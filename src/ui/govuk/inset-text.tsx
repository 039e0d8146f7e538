import { attributs, classes, type Texte } from './attributs.ts'

export function InsetText(p: Texte & { id?: string | undefined }) {
  return (
    <div id={p.id || undefined} class={classes('govuk-inset-text', p.classes)} {...attributs(p.attributes)}>
      {p.text}
    </div>
  )
}
