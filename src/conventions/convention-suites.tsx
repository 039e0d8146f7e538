import { CONVENTION_COMPLETE } from '../domaine/etats.ts'
import { urls } from '../urls.ts'
import { peut } from './convention-gestes.tsx'
import type { VueConvention } from './convention-page.tsx'
import { ListeAvenants } from './liste-avenants.tsx'

/** Amendments and extensions: those asked, and where to ask one. */
export const Avenants = (p: VueConvention) => {
  const f = p.r.faits
  const ouvert = CONVENTION_COMPLETE.includes(f.dossier.etat)
  const demande = ouvert && peut(p, 'redacteur', 'signataire')
  if (!demande && f.avenants.length === 0) return null
  return (
    <section>
      <h2 class="govuk-heading-m">Avenants et prorogations</h2>
      {f.avenants.length > 0 ? <ListeAvenants f={f} /> : null}
      <p class="govuk-body">
        <a href={urls.avenants.href({ id: f.dossier.id })}>
          {!demande
            ? 'Suivre les changements'
            : f.avenants.length > 0
              ? 'Suivre les changements ou en demander un'
              : 'Demander un changement'}
        </a>
      </p>
    </section>
  )
}
