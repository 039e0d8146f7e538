import type { ComponentChildren } from 'preact'
import { blocsDeMarkdown } from '../domaine/blocs.ts'
import { Blocs } from '../ui/blocs.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { urls } from '../urls.ts'

/** A page of plain text: its title, then small Markdown. */
export const TextePage = (p: {
  cadre: Cadre
  titre: string
  description: string
  canonique: string
  markdown: string
  children?: ComponentChildren
}) => (
  <Page
    {...p.cadre}
    titre={p.titre}
    description={p.description}
    canonique={p.canonique}
    filAriane={[{ libelle: 'Accueil', href: urls.accueil.href() }, { libelle: p.titre }]}
  >
    <h1 class="govuk-heading-l">{p.titre}</h1>
    <Blocs blocs={blocsDeMarkdown(p.markdown)} />
    {p.children}
  </Page>
)
