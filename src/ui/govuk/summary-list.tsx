import { type ComponentChildren, h } from 'preact'
import { type Attributs, attributs, type Contenu, classes } from './attributs.ts'

type Action = {
  href: string
  text?: Contenu
  visuallyHiddenText?: string | undefined
  classes?: string | undefined
  attributes?: Attributs | undefined
}
type Actions = { items?: Action[] | undefined; classes?: string | undefined }
type Cellule = { text?: Contenu; classes?: string | undefined }
type Titre = Cellule & { headingLevel?: number | undefined }

export type SummaryListProps = {
  rows: (
    | { key: Cellule; value: Cellule; actions?: Actions | undefined; classes?: string | undefined }
    | false
    | null
    | undefined
  )[]
  card?:
    | {
        title?: Titre | undefined
        actions?: Actions | undefined
        classes?: string | undefined
        attributes?: Attributs | undefined
      }
    | undefined
  classes?: string | undefined
  attributes?: Attributs | undefined
}

export function SummaryList(p: SummaryListProps) {
  const avecActions = p.rows.some((r) => (r ? r.actions?.items?.length : false))
  const liste = (
    <dl class={classes('govuk-summary-list', p.classes)} {...attributs(p.attributes)}>
      {p.rows.map((r) =>
        r ? (
          <div
            class={classes(
              'govuk-summary-list__row',
              avecActions && !r.actions?.items && 'govuk-summary-list__row--no-actions',
              r.classes,
            )}
          >
            <dt class={classes('govuk-summary-list__key', r.key.classes)}>{r.key.text}</dt>
            <dd class={classes('govuk-summary-list__value', r.value.classes)}>{r.value.text}</dd>
            <ActionsDeLigne actions={r.actions} titre={p.card?.title} />
          </div>
        ) : null,
      )}
    </dl>
  )
  return p.card ? <Carte card={p.card}>{liste}</Carte> : liste
}

function ActionsDeLigne({ actions, titre }: { actions: Actions | undefined; titre: Titre | undefined }) {
  const liens = actions?.items?.map((a) => <Lien action={a} titre={titre} />) ?? []
  if (!liens.length) return null
  return (
    <dd class={classes('govuk-summary-list__actions', actions?.classes)}>
      {liens.length === 1 ? (
        liens
      ) : (
        <ul class="govuk-summary-list__actions-list">
          {liens.map((lien) => (
            <li class="govuk-summary-list__actions-list-item">{lien}</li>
          ))}
        </ul>
      )}
    </dd>
  )
}

function Carte({ card, children }: { card: NonNullable<SummaryListProps['card']>; children: ComponentChildren }) {
  const { title, actions } = card
  const liens = actions?.items?.map((a) => <Lien action={a} titre={title} />) ?? []
  const nom = classes('govuk-summary-card__actions', actions?.classes)
  return (
    <div class={classes('govuk-summary-card', card.classes)} {...attributs(card.attributes)}>
      <div class="govuk-summary-card__title-wrapper">
        {title
          ? h(`h${title.headingLevel || 2}`, { class: classes('govuk-summary-card__title', title.classes) }, title.text)
          : null}
        {liens.length === 1 ? <div class={nom}>{liens}</div> : null}
        {liens.length > 1 ? (
          <ul class={nom}>
            {liens.map((lien) => (
              <li class="govuk-summary-card__action">{lien}</li>
            ))}
          </ul>
        ) : null}
      </div>
      <div class="govuk-summary-card__content">{children}</div>
    </div>
  )
}

function Lien({ action, titre }: { action: Action; titre: Titre | undefined }) {
  return (
    <a class={classes('govuk-link', action.classes)} href={action.href} {...attributs(action.attributes)}>
      {action.text}
      {action.visuallyHiddenText || titre ? (
        <span class="govuk-visually-hidden">
          {action.visuallyHiddenText ? ` ${action.visuallyHiddenText}` : null}
          {titre ? <> ({titre.text})</> : null}
        </span>
      ) : null}
    </a>
  )
}
