import { type Attributs, attributs, type Contenu, classes, type Texte } from './attributs.ts'
import { Tag } from './tag.tsx'

type Item = {
  title: { text?: Contenu; classes?: string | undefined }
  href?: string | undefined
  hint?: { text?: Contenu } | undefined
  status?: { text?: Contenu; classes?: string | undefined; tag?: Texte | undefined } | undefined
  classes?: string | undefined
}

export type TaskListProps = {
  items: (Item | false | null | undefined)[]
  idPrefix?: string | undefined
  classes?: string | undefined
  attributes?: Attributs | undefined
}

export function TaskList(p: TaskListProps) {
  return (
    <ul class={classes('govuk-task-list', p.classes)} {...attributs(p.attributes)}>
      {p.items.map((item, i) => (item ? <Tache {...item} id={`${p.idPrefix || 'task-list'}-${i + 1}`} /> : null))}
    </ul>
  )
}

function Tache({ id, title, hint, status, ...p }: Item & { id: string }) {
  const decrit = classes(hint && `${id}-hint`, `${id}-status`)
  return (
    <li class={classes('govuk-task-list__item', p.href && 'govuk-task-list__item--with-link', p.classes)}>
      <div class="govuk-task-list__name-and-hint">
        {p.href ? (
          <a class={classes('govuk-link govuk-task-list__link', title.classes)} href={p.href} aria-describedby={decrit}>
            {title.text}
          </a>
        ) : (
          <div class={title.classes || undefined}>{title.text}</div>
        )}
        {hint ? (
          <div id={`${id}-hint`} class="govuk-task-list__hint">
            {hint.text}
          </div>
        ) : null}
      </div>
      <div class={classes('govuk-task-list__status', status?.classes)} id={`${id}-status`}>
        {status?.tag ? <Tag {...status.tag} /> : status?.text}
      </div>
    </li>
  )
}
