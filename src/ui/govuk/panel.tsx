import { h } from 'preact'
import { type Attributs, attributs, type Contenu, classes } from './attributs.ts'
import { Button } from './button.tsx'

type Action = {
  text: string
  href?: string | undefined
  type?: string | undefined
  classes?: string | undefined
  attributes?: Attributs | undefined
}

export type PanelProps = {
  titleText: Contenu
  text?: Contenu
  headingLevel?: number | undefined
  actions?:
    | { items?: Action[] | undefined; classes?: string | undefined; attributes?: Attributs | undefined }
    | undefined
  classes?: string | undefined
  attributes?: Attributs | undefined
}

/** The coloured panel of a confirmation page, or an interruption with its own actions. */
export function Panel(p: PanelProps) {
  const interruption = Boolean(p.classes?.includes('govuk-panel--interruption'))
  return (
    <div
      class={classes('govuk-panel', !interruption && 'govuk-panel--confirmation', p.classes)}
      {...attributs(p.attributes)}
    >
      {h(`h${p.headingLevel || 1}`, { class: 'govuk-panel__title' }, p.titleText)}
      {p.text ? <div class="govuk-panel__body">{p.text}</div> : null}
      {interruption && p.actions ? (
        <div class={classes('govuk-panel__actions', p.actions.classes)} {...attributs(p.actions.attributes)}>
          {p.actions.items?.length ? (
            <div class="govuk-button-group">
              {p.actions.items.map((a) => (
                <ActionDePanneau {...a} />
              ))}
            </div>
          ) : null}
        </div>
      ) : null}
    </div>
  )
}

function ActionDePanneau(a: Action) {
  if (!a.href || a.type === 'button') {
    return <Button {...a} type={a.type || 'button'} classes={classes('govuk-button--inverse', a.classes)} />
  }
  return (
    <a class={classes('govuk-link govuk-link--inverse', a.classes)} href={a.href} {...attributs(a.attributes)}>
      {a.text}
    </a>
  )
}
