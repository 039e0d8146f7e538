import { CONVENTION_COMPLETE } from '../domaine/etats.ts'
import { urls } from '../urls.ts'
import type { VueConvention } from './convention-page.tsx'
import { ListeAvenants } from './liste-avenants.tsx'

/** Amendments and extensions: those asked, and where to ask one. */
export const Avenants = (p: VueConvention) => {
  const f = p.r.faits
  const ouvert = CONVENTION_COMPLETE.includes(f.dossier.etat)
  if (!ouvert && f.avenants.length === 0) return null
  return (
    <section>
      <h2 class="govuk-heading-m">Avenants et prorogations</h2>
      {f.avenants.length > 0 ? <ListeAvenants f={f} /> : null}
      <p class="govuk-body">
        <a href={urls.avenants.href({ id: f.dossier.id })}>
          {f.avenants.length > 0 ? 'Suivre les changements ou en demander un' : 'Demander un changement'}
        </a>
      </p>
    </section>
  )
}
