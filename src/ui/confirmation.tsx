import type { ComponentChildren } from 'preact'
import { Panel } from './govuk/panel.tsx'

/** What was done, what leaves to whom, and what comes next with its date. `envois` read « un accusé de réception, à … ». */
export function Confirmation(p: {
  titre: string
  /** « Dossier TNE38-2025-0147 », « déposé le … » */
  precision?: ComponentChildren
  envois?: ComponentChildren[] | undefined
  suite?: ComponentChildren[] | undefined
  children?: ComponentChildren
}) {
  return (
    <>
      <Panel titleText={p.titre} text={p.precision} />
      {p.envois?.length ? <Liste titre="Ce qui part" items={p.envois} /> : null}
      {p.suite?.length ? <Liste titre="Et maintenant" items={p.suite} /> : null}
      {p.children}
    </>
  )
}

const Liste = ({ titre, items }: { titre: string; items: ComponentChildren[] }) => (
  <>
    <h2 class="govuk-heading-m">{titre}</h2>
    <ul class="govuk-list govuk-list--bullet">
      {items.map((x) => (
        <li>{x}</li>
      ))}
    </ul>
  </>
)
