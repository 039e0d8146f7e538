import { Bouton, Formulaire } from '../ui/formulaire.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { urls } from '../urls.ts'

/** A link that was followed: nothing is used until the button is pressed. */
export const LienPage = ({ cadre, jeton, courriel }: { cadre: Cadre; jeton: string; courriel: string }) => (
  <Page {...cadre} titre="Confirmer la connexion" prive>
    <h1 class="govuk-heading-l">Confirmer la connexion</h1>
    <p class="govuk-body-l">
      Vous allez vous connecter avec l’adresse <strong>{courriel}</strong>.
    </p>
    <Formulaire action={urls.connexionLien.href({ jeton })} csrf={cadre.csrf}>
      <Bouton>Confirmer la connexion</Bouton>
    </Formulaire>
    <p class="govuk-body laureat-discret">Si cette adresse n’est pas la vôtre, fermez cette page.</p>
  </Page>
)

/** A link that was used, or is too old. */
export const LienMortPage = ({ cadre }: { cadre: Cadre }) => (
  <Page {...cadre} titre="Ce lien ne fonctionne plus" prive>
    <h1 class="govuk-heading-l">Ce lien ne fonctionne plus</h1>
    <p class="govuk-body-l">Il a déjà servi, ou plus de vingt minutes ont passé depuis que vous l’avez demandé.</p>
    <Bouton href={urls.connexion.href()}>Demander un nouveau lien</Bouton>
    {cadre.utilisateur ? (
      <p class="govuk-body">
        Votre session est déjà ouverte au nom de {cadre.utilisateur.nom} :{' '}
        <a class="govuk-link" href={urls.monEspace.href()}>
          aller à mon espace
        </a>
        .
      </p>
    ) : null}
  </Page>
)
