import { attributs, classes, type Texte } from './attributs.ts'

/** `visuallyHiddenText` ends with a no-break space: the template adds the colon, and French wants « Erreur : ». */
export type ErrorMessageProps = Texte & { visuallyHiddenText?: string | false | null | undefined }

export function ErrorMessage({
  visuallyHiddenText = 'Erreur\u00a0',
  ...p
}: ErrorMessageProps & { id?: string | undefined }) {
  return (
    <p id={p.id || undefined} class={classes('govuk-error-message', p.classes)} {...attributs(p.attributes)}>
      {visuallyHiddenText ? <span class="govuk-visually-hidden">{visuallyHiddenText}:</span> : null} {p.text}
    </p>
  )
}
