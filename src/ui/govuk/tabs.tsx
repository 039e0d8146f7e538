import { type Attributs, attributs, type Contenu, classes } from './attributs.ts'

type Onglet = {
  label: string
  id?: string | undefined
  /** A string becomes a paragraph, vnodes are left as they are. */
  panel: { text?: Contenu; attributes?: Attributs | undefined }
  attributes?: Attributs | undefined
}

export type TabsProps = {
  items?: (Onglet | false | null | undefined)[] | undefined
  id?: string | undefined
  idPrefix?: string | undefined
  title?: string | undefined
  classes?: string | undefined
  attributes?: Attributs | undefined
}

export function Tabs({ title = 'Sommaire', items = [], ...p }: TabsProps) {
  const onglets = items.map((x, i) => (x ? { ...x, i, id: x.id || `${p.idPrefix ?? ''}-${i + 1}` } : null))
  return (
    <div
      id={p.id || undefined}
      class={classes('govuk-tabs', p.classes)}
      {...attributs(p.attributes)}
      data-module="govuk-tabs"
    >
      <h2 class="govuk-tabs__title">{title}</h2>
      {items.length ? (
        <>
          <ul class="govuk-tabs__list">
            {onglets.map((x) =>
              x ? (
                <li class={classes('govuk-tabs__list-item', x.i === 0 && 'govuk-tabs__list-item--selected')}>
                  <a class="govuk-tabs__tab" href={`#${x.id}`} {...attributs(x.attributes)}>
                    {x.label}
                  </a>
                </li>
              ) : null,
            )}
          </ul>
          {onglets.map((x) =>
            x ? (
              <div
                class={classes('govuk-tabs__panel', x.i > 0 && 'govuk-tabs__panel--hidden')}
                id={x.id}
                {...attributs(x.panel.attributes)}
              >
                {typeof x.panel.text === 'string' ? <p class="govuk-body">{x.panel.text}</p> : x.panel.text}
              </div>
            ) : null,
          )}
        </>
      ) : null}
    </div>
  )
}
