import { h } from 'preact'
import { type Attributs, attributs, type Contenu, classes } from '../govuk/attributs.ts'

type Item = {
  label: { text: Contenu }
  datetime: { timestamp: string; text: string }
  byline?: { text: Contenu } | undefined
  text: Contenu
  classes?: string | undefined
  attributes?: Attributs | undefined
}

export type TimelineProps = {
  items: Item[]
  headingLevel?: number | undefined
  bylinePrefix?: string | undefined
  classes?: string | undefined
  attributes?: Attributs | undefined
}

/** The Ministry of Justice's timeline; the date comes already written, because its own filter writes English. */
export function Timeline({ headingLevel = 2, bylinePrefix = 'par', ...p }: TimelineProps) {
  return (
    <div class={classes('moj-timeline', p.classes)} {...attributs(p.attributes)}>
      {p.items.map((item) => (
        <div class={classes('moj-timeline__item', item.classes)} {...attributs(item.attributes)}>
          <div class="moj-timeline__header">
            {h(`h${headingLevel}`, { class: 'moj-timeline__title' }, item.label.text)}{' '}
            {item.byline ? (
              <p class="moj-timeline__byline">
                {bylinePrefix} {item.byline.text}
              </p>
            ) : null}
          </div>
          <p class="moj-timeline__date">
            <time datetime={item.datetime.timestamp}>{item.datetime.text}</time>
          </p>
          <div class="moj-timeline__description">{item.text}</div>
        </div>
      ))}
    </div>
  )
}
