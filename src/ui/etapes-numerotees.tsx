import type { ComponentChildren } from 'preact'

/** Numbered steps tied by a line, each with its own heading (h3). */
export const EtapesNumerotees = ({ etapes }: { etapes: { titre: string; contenu: ComponentChildren }[] }) => (
  <ol class="laureat-etapes">
    {etapes.map((e) => (
      <li class="laureat-etapes__etape">
        <h3 class="laureat-etapes__titre">{e.titre}</h3>
        {e.contenu}
      </li>
    ))}
  </ol>
)
