import type { ComponentChildren } from 'preact'
import { dateHeureSimple } from '../domaine/francais.ts'
import { Timeline } from './moj/timeline.tsx'

export type EvenementDeChronologie = {
  le: Date | string
  titre: string
  /** « Mme Vidal, agente du Département » */
  par?: string | undefined
  texte?: ComponentChildren
  pieces?: { libelle: string; href: string }[] | undefined
  /** The reader's own act: set apart. */
  mien?: boolean | undefined
}

/** The acts of a dossier: date, who in which capacity, what, pieces. */
export function Chronologie({ evenements, niveau = 3 }: { evenements: EvenementDeChronologie[]; niveau?: 2 | 3 | 4 }) {
  return (
    <Timeline
      headingLevel={niveau}
      items={evenements.map((e) => ({
        label: { text: e.titre },
        byline: e.par ? { text: e.mien ? `vous (${e.par})` : e.par } : undefined,
        datetime: { timestamp: new Date(e.le).toISOString(), text: dateHeureSimple(e.le) },
        classes: e.mien ? 'laureat-chronologie__mien' : undefined,
        text: <Suite {...e} />,
      }))}
    />
  )
}

function Suite({ texte, pieces }: EvenementDeChronologie) {
  return (
    <>
      {typeof texte === 'string' ? <p>{texte}</p> : texte}
      {pieces?.length ? (
        <ul class="laureat-pieces">
          {pieces.map((x) => (
            <li>
              <a href={x.href}>{x.libelle}</a>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}
