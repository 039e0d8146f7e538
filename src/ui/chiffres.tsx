import type { ComponentChildren } from 'preact'

/** The strip of key facts: what, the fact, one line of detail. */
export const Chiffres = ({
  items,
}: {
  items: { libelle: string; valeur: ComponentChildren; note?: ComponentChildren }[]
}) => (
  <dl class="laureat-chiffres-cles">
    {items.map((x) => (
      <div class="laureat-chiffre">
        <dt>{x.libelle}</dt>
        <dd>
          <span class="laureat-chiffre__valeur">{x.valeur}</span>
          {x.note ? <span class="laureat-chiffre__note">{x.note}</span> : null}
        </dd>
      </div>
    ))}
  </dl>
)
