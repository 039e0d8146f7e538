import { attributs, classes, type Texte } from './attributs.ts'

export function WarningText(p: Texte & { iconFallbackText?: string | undefined }) {
  return (
    <div class={classes('govuk-warning-text', p.classes)} {...attributs(p.attributes)}>
      <span class="govuk-warning-text__icon" aria-hidden="true">
        !
      </span>
      <strong class="govuk-warning-text__text">
        <span class="govuk-visually-hidden">{p.iconFallbackText || 'Attention'}</span> {p.text}
      </strong>
    </div>
  )
}
