import type { AppelPublie } from '../registre/appels.ts'
import { type Cadre, Page } from '../ui/page.tsx'
import { urls } from '../urls.ts'

/** Every public page, by call. `laureats`: is the page of the winners served? */
export const PlanPage = (p: { cadre: Cadre; adresse: string; appels: AppelPublie[]; laureats: boolean }) => (
  <Page
    {...p.cadre}
    titre="Plan du site"
    description="Toutes les pages publiques du site."
    canonique={p.adresse + urls.planDuSite.href()}
    filAriane={[{ libelle: 'Accueil', href: urls.accueil.href() }, { libelle: 'Plan du site' }]}
  >
    <h1 class="govuk-heading-l">Plan du site</h1>
    <Liste
      titre="Le site"
      liens={[
        ['Accueil', urls.accueil.href()],
        ['Se connecter', urls.connexion.href()],
        ['Mon espace', urls.monEspace.href()],
        ['Accessibilité\u00a0: non conforme', urls.accessibilite.href()],
        ['Données personnelles', urls.donneesPersonnelles.href()],
        ['Mentions légales', urls.mentionsLegales.href()],
        ['Flux des appels (Atom)', urls.fluxAppels.href()],
      ]}
    />
    {p.appels.map(({ slug, appel }) => (
      <Liste
        titre={appel.titre}
        liens={[
          ['L’appel', urls.appel.href({ slug })],
          ['Le guide pas à pas', urls.guide.href({ slug })],
          ['Mon école est-elle concernée\u202f?', urls.eligibilite.href({ slug })],
          ['Estimer la subvention', urls.simulateur.href({ slug })],
          ['Toutes les questions du formulaire (PDF)', urls.formulaireVierge.href({ slug })],
          ['Les dates, pour un agenda', urls.agenda.href({ slug })],
          ...(p.laureats ? ([['Les lauréats', urls.laureats.href({ slug })]] as const) : []),
        ]}
      />
    ))}
  </Page>
)

const Liste = ({ titre, liens }: { titre: string; liens: (readonly [string, string])[] }) => (
  <section>
    <h2 class="govuk-heading-m">{titre}</h2>
    <ul class="govuk-list govuk-list--bullet">
      {liens.map(([libelle, href]) => (
        <li>
          <a href={href}>{libelle}</a>
        </li>
      ))}
    </ul>
  </section>
)
