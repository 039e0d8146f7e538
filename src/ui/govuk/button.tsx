import { type Attributs, attributs, type Contenu, classes } from './attributs.ts'

export type ButtonProps = {
  text: Contenu
  href?: string | undefined
  type?: string | undefined
  name?: string | undefined
  value?: string | undefined
  id?: string | undefined
  disabled?: boolean | undefined
  preventDoubleClick?: boolean | undefined
  isStartButton?: boolean | undefined
  classes?: string | undefined
  attributes?: Attributs | undefined
}

/** A button, or a link that looks like one when `href` is given. */
export function Button(p: ButtonProps) {
  const communs = {
    class: classes('govuk-button', p.classes, p.isStartButton && 'govuk-button--start'),
    'data-module': 'govuk-button',
    ...attributs(p.attributes),
    ...(p.id ? { id: p.id } : {}),
  }
  const interieur = (
    <>
      {p.isStartButton && typeof p.text !== 'string' ? <span>{p.text}</span> : p.text}
      {p.isStartButton ? <Fleche /> : null}
    </>
  )
  if (p.href) {
    return (
      <a href={p.href} role="button" draggable={'false' as unknown as boolean /* rendered as the word */} {...communs}>
        {interieur}
      </a>
    )
  }
  return (
    <button
      type={(p.type || 'submit') as 'submit' /* submit, button or reset */}
      value={p.value || undefined}
      name={p.name || undefined}
      {...(p.disabled ? { disabled: true, 'aria-disabled': 'true' } : {})}
      {...(p.preventDoubleClick === undefined ? {} : { 'data-prevent-double-click': String(p.preventDoubleClick) })}
      {...communs}
    >
      {interieur}
    </button>
  )
}

const Fleche = () => (
  <svg
    class="govuk-button__start-icon"
    xmlns="http://www.w3.org/2000/svg"
    width="17.5"
    height="19"
    viewBox="0 0 33 40"
    aria-hidden="true"
    focusable="false"
  >
    <path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z" />
  </svg>
)
