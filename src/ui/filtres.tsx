import type { ComponentChildren } from 'preact'
import { Filter } from './moj/filter.tsx'

/** Filters of a working list: a GET form. `choisis`: what is on, each with the address of the list without it. */
export function Filtres(p: {
  action: string
  titre?: string
  choisis?: { libelle: string; sans: string }[] | undefined
  toutRetirer?: string | undefined
  children: ComponentChildren
}) {
  const choisis = p.choisis?.length
    ? {
        heading: { text: 'Filtres choisis' },
        clearLink: { href: p.toutRetirer ?? p.action, text: 'Tout retirer' },
        categories: [
          {
            heading: { text: 'Ne sont affichés que' },
            items: p.choisis.map((x) => ({ href: x.sans, text: x.libelle })),
          },
        ],
      }
    : undefined
  return (
    <form method="get" action={p.action} class="laureat-filtres">
      <Filter heading={{ text: p.titre ?? 'Filtrer' }} selectedFilters={choisis} submit={{ text: 'Appliquer' }}>
        {p.children}
      </Filter>
    </form>
  )
}
