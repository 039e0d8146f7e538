import type { ComponentChildren } from 'preact'
import { fige } from './fige.ts'
import { classes } from './govuk/attributs.ts'

/** `nombre`: aligned on the right, tabular figures. `tri`: the heading is a link that sorts; `sens` when it is the current one. */
export type Colonne = {
  titre: string
  nombre?: boolean | undefined
  tri?: { href: string; sens?: 'croissant' | 'decroissant' } | undefined
}

/** A row of a long list: drawn once for each key, which holds all that its cells show. */
export type LigneGardee = { cle: string; cellules: () => ComponentChildren[] }

export type TableauProps = {
  /** Always there for screen readers; `legendeCachee` when a heading just above says the same. */
  legende: string
  legendeCachee?: boolean | undefined
  colonnes: Colonne[]
  /** One cell per column; the first is the row's heading. */
  lignes: (ComponentChildren[] | LigneGardee)[]
  /** A last row of totals. */
  total?: ComponentChildren[] | undefined
  /** `empile` (cards on a phone, the default) or `defile` (scrolls inside its frame, for many figures). */
  etroit?: 'empile' | 'defile' | undefined
}

/** A data table that stays readable at 320 px. Roles are explicit because stacking changes the CSS display, which drops them. */
export function Tableau(p: TableauProps) {
  const empile = p.etroit !== 'defile'
  const table = (
    <table class={classes('laureat-table', empile && 'laureat-table--empile')} role={empile ? 'table' : undefined}>
      <caption class={p.legendeCachee ? 'govuk-visually-hidden' : 'laureat-table__legende'}>{p.legende}</caption>
      <thead role={empile ? 'rowgroup' : undefined}>
        <tr role={empile ? 'row' : undefined}>
          {p.colonnes.map((c) => (
            <th
              scope="col"
              role={empile ? 'columnheader' : undefined}
              class={c.nombre ? 'laureat-table__nombre' : undefined}
              aria-sort={c.tri?.sens ? SENS[c.tri.sens] : undefined}
            >
              {c.tri ? <a href={c.tri.href}>{c.titre}</a> : c.titre}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role={empile ? 'rowgroup' : undefined}>
        {p.lignes.map((l) => (
          <Ligne ligne={l} colonnes={p.colonnes} empile={empile} />
        ))}
      </tbody>
      {p.total ? (
        <tfoot role={empile ? 'rowgroup' : undefined}>
          <Ligne ligne={p.total} colonnes={p.colonnes} empile={empile} />
        </tfoot>
      ) : null}
    </table>
  )
  if (empile) return table
  return (
    <section class="laureat-defile" tabindex={0} aria-label={p.legende}>
      {table}
    </section>
  )
}

const SENS = { croissant: 'ascending', decroissant: 'descending' } as const

type LigneProps = { colonnes: Colonne[]; empile: boolean }

function Ligne({ ligne, ...p }: LigneProps & { ligne: ComponentChildren[] | LigneGardee }) {
  const role = p.empile ? 'row' : undefined
  if (Array.isArray(ligne))
    return (
      <tr role={role}>
        <Cellules cellules={ligne} {...p} />
      </tr>
    )
  return fige('tr', { role }, `${p.empile} ${ligne.cle}`, () => <Cellules cellules={ligne.cellules()} {...p} />)
}

function Cellules(p: LigneProps & { cellules: ComponentChildren[] }) {
  return (
    <>
      {p.cellules.map((contenu, i) => {
        const colonne = p.colonnes[i]
        const communs = {
          class: colonne?.nombre ? 'laureat-table__nombre' : undefined,
          ...(p.empile && i > 0 ? { 'data-titre': colonne?.titre } : {}),
        }
        return i === 0 ? (
          <th scope="row" role={p.empile ? 'rowheader' : undefined} {...communs}>
            {contenu}
          </th>
        ) : (
          <td role={p.empile ? 'cell' : undefined} {...communs}>
            {contenu}
          </td>
        )
      })}
    </>
  )
}
