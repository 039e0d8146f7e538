import type { ComponentChildren } from 'preact'
import { euros } from '../domaine/montants.ts'
import { Carte } from './carte.tsx'
import { Details } from './govuk/details.tsx'

/** Amounts in whole cents; null when not known yet. */
export type LigneArgent = { libelle: string; centimes: number | null; note?: string }
/** One step of the calculation: what, how, how much. */
export type LigneDeCalcul = { libelle: string; detail?: ComponentChildren; centimes?: number | null }

/** Expense, retained expense, subsidy, what is left; « Comment est-ce calculé ? » opens the explanation line by line. */
export function CarteArgent(p: {
  titre: string
  lignes: LigneArgent[]
  total?: LigneArgent | undefined
  calcul?: LigneDeCalcul[] | undefined
  ouvert?: boolean | undefined
  /** Makes the card a target of live totals (`[data-calcul]`). */
  id?: string | undefined
  children?: ComponentChildren
}) {
  return (
    <Carte titre={p.titre} {...(p.id ? { id: p.id } : {})}>
      <dl class="laureat-argent">
        {p.lignes.map((l) => (
          <Ligne {...l} />
        ))}
        {p.total ? <Ligne {...p.total} total /> : null}
      </dl>
      {p.children}
      {p.calcul?.length ? (
        <Details
          summaryText={'Comment est-ce calculé\u202f?'}
          open={p.ouvert}
          classes="laureat-argent__calcul"
          text={<Calcul lignes={p.calcul} />}
        />
      ) : null}
    </Carte>
  )
}

function Ligne({ libelle, centimes, note, total }: LigneArgent & { total?: boolean }) {
  return (
    <div class={total ? 'laureat-argent__ligne laureat-argent__ligne--total' : 'laureat-argent__ligne'}>
      <dt>
        {libelle}
        {note ? <span class="laureat-argent__note">{note}</span> : null}
      </dt>
      <dd>{centimes === null ? 'à venir' : euros(centimes)}</dd>
    </div>
  )
}

function Calcul({ lignes }: { lignes: LigneDeCalcul[] }) {
  return (
    <ol class="laureat-calcul">
      {lignes.map((l) => (
        <li>
          <span class="laureat-calcul__libelle">{l.libelle}</span>
          {l.centimes === undefined || l.centimes === null ? null : (
            <span class="laureat-calcul__montant">{euros(l.centimes)}</span>
          )}
          {l.detail ? <span class="laureat-calcul__detail">{l.detail}</span> : null}
        </li>
      ))}
    </ol>
  )
}
