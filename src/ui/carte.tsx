import { type ComponentChildren, h } from 'preact'

/** A quiet side card. `niveau` of its heading: 2 unless said. */
export function Carte(p: { titre: string; niveau?: 2 | 3; id?: string; children: ComponentChildren }) {
  return (
    <section class="laureat-carte" id={p.id}>
      {h(`h${p.niveau ?? 2}`, { class: 'laureat-carte__titre' }, p.titre)}
      {p.children}
    </section>
  )
}
