import { nombre } from '../domaine/montants.ts'

export type Pastille = { libelle: string; nombre: number; href: string; ici?: boolean }

/** Working lists as pills with counts. */
export function Pastilles({ libelle, items }: { libelle: string; items: Pastille[] }) {
  return (
    <nav class="laureat-pastilles" aria-label={libelle}>
      <ul>
        {items.map((x) => (
          <li>
            <a class="laureat-pastille" href={x.href} aria-current={x.ici ? 'page' : undefined}>
              {x.libelle} <span class="laureat-pastille__nombre">{nombre(x.nombre)}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
