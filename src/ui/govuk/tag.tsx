import { attributs, classes, type Texte } from './attributs.ts'

export function Tag(p: Texte) {
  return (
    <strong class={classes('govuk-tag', p.classes)} {...attributs(p.attributes)}>
      {p.text}
    </strong>
  )
}
