import type { ComponentChildren } from 'preact'

/** Nothing to show: what it means and what to do next. */
export const Vide = ({ titre, children }: { titre: string; children?: ComponentChildren }) => (
  <div class="laureat-vide">
    <p class="laureat-vide__titre">{titre}</p>
    {children}
  </div>
)
