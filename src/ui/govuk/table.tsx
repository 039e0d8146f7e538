import { type Attributs, attributs, type Contenu, classes } from './attributs.ts'

export type CelluleDeTable = {
  text?: Contenu
  format?: string | undefined
  colspan?: number | undefined
  rowspan?: number | undefined
  classes?: string | undefined
  attributes?: Attributs | undefined
}

export type TableProps = {
  rows: (CelluleDeTable[] | false | null | undefined)[]
  head?: CelluleDeTable[] | undefined
  caption?: Contenu
  captionClasses?: string | undefined
  firstCellIsHeader?: boolean | undefined
  classes?: string | undefined
  attributes?: Attributs | undefined
}

export function Table(p: TableProps) {
  return (
    <table class={classes('govuk-table', p.classes)} {...attributs(p.attributes)}>
      {p.caption ? <caption class={classes('govuk-table__caption', p.captionClasses)}>{p.caption}</caption> : null}
      {p.head ? (
        <thead class="govuk-table__head">
          <tr class="govuk-table__row">
            {p.head.map((c) => (
              <th
                scope="col"
                class={classes('govuk-table__header', c.format && `govuk-table__header--${c.format}`, c.classes)}
                {...etendue(c)}
              >
                {c.text}
              </th>
            ))}
          </tr>
        </thead>
      ) : null}
      <tbody class="govuk-table__body">
        {p.rows.map((ligne) =>
          ligne ? (
            <tr class="govuk-table__row">
              {ligne.map((c, i) =>
                i === 0 && p.firstCellIsHeader ? (
                  <th scope="row" class={classes('govuk-table__header', c.classes)} {...etendue(c)}>
                    {c.text}
                  </th>
                ) : (
                  <td
                    class={classes('govuk-table__cell', c.format && `govuk-table__cell--${c.format}`, c.classes)}
                    {...etendue(c)}
                  >
                    {c.text}
                  </td>
                ),
              )}
            </tr>
          ) : null,
        )}
      </tbody>
    </table>
  )
}

const etendue = (c: CelluleDeTable) => ({
  ...(c.colspan ? { colspan: c.colspan } : {}),
  ...(c.rowspan ? { rowspan: c.rowspan } : {}),
  ...attributs(c.attributes),
})
