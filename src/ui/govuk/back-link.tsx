import { attributs, classes, type Texte } from './attributs.ts'

export function BackLink(p: Texte & { href?: string | undefined }) {
  return (
    <a href={p.href || '#'} class={classes('govuk-back-link', p.classes)} {...attributs(p.attributes)}>
      {p.text || 'Retour'}
    </a>
  )
}
