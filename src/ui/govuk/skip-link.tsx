import { attributs, classes, type Texte } from './attributs.ts'

export function SkipLink(p: Texte & { href?: string | undefined }) {
  return (
    <a
      href={p.href || '#content'}
      class={classes('govuk-skip-link', p.classes)}
      {...attributs(p.attributes)}
      data-module="govuk-skip-link"
    >
      {p.text}
    </a>
  )
}
