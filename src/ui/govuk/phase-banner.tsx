import { attributs, classes, type Texte } from './attributs.ts'
import { Tag } from './tag.tsx'

export function PhaseBanner(p: Texte & { tag?: Texte | undefined }) {
  return (
    <div class={classes('govuk-phase-banner govuk-width-container', p.classes)} {...attributs(p.attributes)}>
      <p class="govuk-phase-banner__content">
        <Tag text={p.tag?.text} classes={classes('govuk-phase-banner__content__tag', p.tag?.classes)} />
        <span class="govuk-phase-banner__text">{p.text}</span>
      </p>
    </div>
  )
}
