import { type Cadre, Page } from './ui/page.tsx'
import { urls } from './urls.ts'

const TITRES: Record<number, string> = {
  403: 'Vous ne pouvez pas faire ceci',
  404: 'Cette page n’existe pas, ou elle n’est pas à vous',
  409: 'Ce n’est plus possible',
  413: 'Ce fichier est trop volumineux',
  415: 'Ce fichier n’est pas accepté',
  422: 'Cette demande n’est pas complète',
  429: 'Trop de demandes en peu de temps',
  500: 'Une erreur est survenue de notre côté',
}

const AIDES: Record<number, string> = {
  404: 'Vérifiez l’adresse. Si vous attendez un dossier, connectez-vous avec le compte qui y a accès.',
  429: 'Attendez une minute, puis réessayez.',
  500: 'Ce que vous aviez enregistré est conservé. Réessayez dans un instant ; si cela continue, écrivez-nous.',
}

/** The page of an error: what it means, what to do next. */
export const PageErreur = ({
  cadre,
  statut,
  detail,
}: {
  cadre: Cadre
  statut: number
  detail?: string | undefined
}) => {
  const titre = TITRES[statut] ?? 'Une erreur est survenue'
  // The refusal of a missing page says what the title says: the help comes instead.
  const suite = detail?.startsWith(titre) ? undefined : detail
  return (
    <Page {...cadre} titre={titre} prive>
      <h1 class="govuk-heading-l">{titre}</h1>
      <p class="govuk-body-l">{suite ?? AIDES[statut] ?? 'Revenez à la page précédente et réessayez.'}</p>
      <p class="govuk-body">
        <a class="govuk-link" href={urls.accueil.href()}>
          Revenir à l’accueil
        </a>
      </p>
    </Page>
  )
}
