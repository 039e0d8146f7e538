import type { Erreur } from '../domaine/refus.ts'
import { Avis } from '../ui/avis.tsx'
import { ResumeErreurs } from '../ui/champ.tsx'
import { ChampTexte } from '../ui/champs.tsx'
import { Bouton, Formulaire } from '../ui/formulaire.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { urls } from '../urls.ts'

type Props = { cadre: Cadre; actuelle: string; saisie?: string; envoye?: boolean; erreurs?: Erreur[] | undefined }

/** One's own address changes when the link sent to the new one is followed. */
export const AdressePage = ({ cadre, actuelle, saisie, envoye, erreurs }: Props) => (
  <Page {...cadre} titre="Changer d’adresse" erreurs={erreurs} retour={{ href: urls.compte.href() }} prive>
    <ResumeErreurs erreurs={erreurs} />
    <h1 class="govuk-heading-l">Changer d’adresse électronique</h1>
    {envoye ? (
      <Avis ton="succes" titre="Ouvrez le courriel que vous venez de recevoir">
        Nous avons écrit à la nouvelle adresse. Rien ne change tant que vous n’avez pas confirmé, dans les vingt-quatre
        heures.
      </Avis>
    ) : null}
    <p class="govuk-body">
      Votre adresse actuelle est <strong>{actuelle}</strong>. Vos rôles, vos dossiers et vos invitations vous suivent.
      L’ancienne adresse en sera prévenue.
    </p>
    <Formulaire action={urls.compteAdresse.href()} csrf={cadre.csrf}>
      <ChampTexte
        chemin="courriel"
        libelle="Nouvelle adresse électronique"
        aide="Professionnelle de préférence, par exemple prenom.nom@mairie.fr"
        type="email"
        autocomplete="email"
        valeur={saisie}
        erreurs={erreurs}
        orthographe={false}
      />
      <Bouton>Recevoir le lien de confirmation</Bouton>
    </Formulaire>
  </Page>
)

/** The link was followed: nothing changes until the button is pressed. */
export const ConfirmerAdressePage = ({ cadre, jeton, courriel }: { cadre: Cadre; jeton: string; courriel: string }) => (
  <Page {...cadre} titre="Confirmer l’adresse" prive>
    <h1 class="govuk-heading-l">Confirmer votre nouvelle adresse</h1>
    <p class="govuk-body-l">
      Votre compte utilisera l’adresse <strong>{courriel}</strong> pour se connecter et recevoir les lettres.
    </p>
    <Formulaire action={urls.compteAdresseLien.href({ jeton })} csrf={cadre.csrf}>
      <Bouton>Confirmer cette adresse</Bouton>
    </Formulaire>
    <p class="govuk-body laureat-discret">Si cette adresse n’est pas la vôtre, fermez cette page.</p>
  </Page>
)

export const AdresseChangeePage = ({ cadre, courriel }: { cadre: Cadre; courriel: string }) => (
  <Page {...cadre} titre="Adresse changée" prive>
    <h1 class="govuk-heading-l">Adresse changée</h1>
    <Avis ton="succes" titre="Votre adresse a changé">
      Votre compte utilise maintenant {courriel}. Vos autres connexions sont fermées, et l’ancienne adresse est
      prévenue.
    </Avis>
    <Bouton href={cadre.utilisateur ? urls.compte.href() : urls.connexion.href()}>
      {cadre.utilisateur ? 'Revenir à mon compte' : 'Me connecter'}
    </Bouton>
  </Page>
)

export const AdresseMortePage = ({ cadre, phrase }: { cadre: Cadre; phrase: string }) => (
  <Page {...cadre} titre="Ce lien ne fonctionne plus" prive>
    <h1 class="govuk-heading-l">Ce lien ne fonctionne plus</h1>
    <p class="govuk-body-l">{phrase}</p>
    <Bouton href={urls.compteAdresse.href()}>Recommencer</Bouton>
  </Page>
)
