import type { Erreur } from '../domaine/refus.ts'
import { ResumeErreurs } from '../ui/champ.tsx'
import { Case } from '../ui/champs-choix.tsx'
import { Confirmation } from '../ui/confirmation.tsx'
import { Bouton, Formulaire } from '../ui/formulaire.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { urls } from '../urls.ts'

/** What closing an account means, before doing it. */
export const FermerPage = ({ cadre, erreurs }: { cadre: Cadre; erreurs?: Erreur[] | undefined }) => (
  <Page {...cadre} titre="Fermer mon compte" erreurs={erreurs} retour={{ href: urls.compte.href() }} prive>
    <ResumeErreurs erreurs={erreurs} />
    <h1 class="govuk-heading-l">Fermer mon compte</h1>
    <p class="govuk-body">Tout de suite :</p>
    <ul class="govuk-list govuk-list--bullet">
      <li>vos rôles, vos connexions et vos jetons prennent fin ;</li>
      <li>votre adresse électronique, votre nom et vos choix sont effacés de votre compte ;</li>
      <li>
        les dossiers restent à leurs organismes, avec la trace de ce que vous y avez fait : la loi demande de la
        conserver.
      </li>
    </ul>
    <p class="govuk-body">
      Vous pouvez d’abord{' '}
      <a class="govuk-link" href={urls.mesDonnees.href()}>
        télécharger vos données
      </a>
      . Un compte fermé ne se rouvre pas.
    </p>
    <Formulaire action={urls.fermerCompte.href()} csrf={cadre.csrf}>
      <Case chemin="confirmer" libelle="Je ferme mon compte" erreurs={erreurs} />
      <Bouton ton="danger">Fermer mon compte</Bouton>
    </Formulaire>
  </Page>
)

/** Said once, after it was done. */
export const FermePage = ({ cadre }: { cadre: Cadre }) => (
  <Page {...cadre} titre="Votre compte est fermé" prive>
    <Confirmation
      titre="Votre compte est fermé"
      suite={['Vous ne recevrez plus de lettres de notre part.', 'Les dossiers restent accessibles à vos collègues.']}
    />
  </Page>
)
