import { Bouton } from '../ui/formulaire.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { urls } from '../urls.ts'

/** ProConnect did not answer, or what came back could not be believed. */
export const EchecProConnectPage = ({
  cadre,
  indisponible,
  refuse,
}: {
  cadre: Cadre
  indisponible: boolean
  refuse: boolean
}) => (
  <Page {...cadre} titre="La connexion n’a pas abouti" prive>
    <h1 class="govuk-heading-l">La connexion avec ProConnect n’a pas abouti</h1>
    <p class="govuk-body-l">
      {indisponible
        ? 'ProConnect ne répond pas en ce moment. Réessayez dans quelques minutes, ou demandez un lien par courriel.'
        : refuse
          ? 'Vous n’avez pas terminé l’identification. Recommencez, ou demandez un lien par courriel.'
          : 'Trop de temps a passé, ou la réponse reçue n’a pas pu être vérifiée. Recommencez depuis cette page, sans revenir en arrière.'}
    </p>
    <Bouton href={urls.connexion.href()}>Revenir à la page de connexion</Bouton>
  </Page>
)

/** Signed out here; the browser goes on by itself to leave ProConnect, and the link is there if it does not. */
export const SortiePage = ({ cadre, sortie }: { cadre: Cadre; sortie: string }) => (
  <Page {...cadre} titre="Déconnexion faite" prive>
    <h1 class="govuk-heading-l">Vous avez quitté Lauréat</h1>
    <p class="govuk-body-l">Pour quitter aussi ProConnect, notamment sur un ordinateur partagé :</p>
    <Bouton href={sortie}>Me déconnecter de ProConnect</Bouton>
    <p class="govuk-body">
      <a class="govuk-link" href={urls.accueil.href()}>
        Revenir à l’accueil
      </a>
    </p>
  </Page>
)
