import { attributs, classes, type Texte } from './attributs.ts'

export function Hint(p: Texte & { id?: string | undefined }) {
  return (
    <div id={p.id || undefined} class={classes('govuk-hint', p.classes)} {...attributs(p.attributes)}>
      {p.text}
    </div>
  )
}
