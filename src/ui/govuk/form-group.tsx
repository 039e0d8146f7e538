import type { ComponentChildren } from 'preact'
import { attributs, classes, type GroupeDeChamp, type Texte } from './attributs.ts'
import { ErrorMessage, type ErrorMessageProps } from './error-message.tsx'
import { Hint } from './hint.tsx'

/** What every field shares: its group, and the hint and the error that come before it. */
export type ChampCommun = {
  hint?: Texte | undefined
  errorMessage?: ErrorMessageProps | undefined
  formGroup?: GroupeDeChamp | undefined
}

export function FormGroup({ errorMessage, formGroup, children }: ChampCommun & { children: ComponentChildren }) {
  return (
    <div
      class={classes('govuk-form-group', errorMessage && 'govuk-form-group--error', formGroup?.classes)}
      {...attributs(formGroup?.attributes)}
    >
      {children}
    </div>
  )
}

export function AideEtErreur({ id, hint, errorMessage }: ChampCommun & { id: string | undefined }) {
  return (
    <>
      {hint ? <Hint {...hint} id={`${id}-hint`} /> : null}
      {errorMessage ? <ErrorMessage {...errorMessage} id={`${id}-error`} /> : null}
    </>
  )
}

/** The ids of the hint and the error, after those that the caller already gave. */
export const descriptions = (id: string | undefined, p: ChampCommun, avant?: string): string =>
  classes(avant, p.hint && `${id}-hint`, p.errorMessage && `${id}-error`)
