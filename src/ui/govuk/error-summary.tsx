import { type Attributs, attributs, type Contenu, classes } from './attributs.ts'

export type ErrorSummaryProps = {
  titleText?: Contenu
  descriptionText?: Contenu
  errorList?: { text?: Contenu; href?: string | undefined; attributes?: Attributs | undefined }[] | undefined
  disableAutoFocus?: boolean | undefined
  classes?: string | undefined
  attributes?: Attributs | undefined
}

export function ErrorSummary({ titleText = 'Il y a un problème', errorList = [], ...p }: ErrorSummaryProps) {
  return (
    <div
      class={classes('govuk-error-summary', p.classes)}
      {...(p.disableAutoFocus === undefined ? {} : { 'data-disable-auto-focus': String(p.disableAutoFocus) })}
      {...attributs(p.attributes)}
      data-module="govuk-error-summary"
    >
      <div role="alert">
        <h2 class="govuk-error-summary__title">{titleText}</h2>
        <div class="govuk-error-summary__body">
          {p.descriptionText ? <p>{p.descriptionText}</p> : null}
          {errorList.length ? (
            <ul class="govuk-list govuk-error-summary__list">
              {errorList.map((x) => (
                <li>
                  {x.href ? (
                    <a href={x.href} {...attributs(x.attributes)}>
                      {x.text}
                    </a>
                  ) : (
                    x.text
                  )}
                </li>
              ))}
            </ul>
          ) : null}
        </div>
      </div>
    </div>
  )
}
