import type { Erreur } from '../domaine/refus.ts'
import { ResumeErreurs } from '../ui/champ.tsx'
import { ChampTexte } from '../ui/champs.tsx'
import { Bouton, BoutonPost, Formulaire } from '../ui/formulaire.tsx'
import { Input } from '../ui/govuk/input.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { urls } from '../urls.ts'

type Props = {
  cadre: Cadre
  /** The address that was just written to, when this browser asked. */
  courriel: string | undefined
  envoye: boolean
  retour: string | undefined
  erreurs?: Erreur[] | undefined
}

export function CodePage(p: Props) {
  const { cadre, courriel, envoye, retour, erreurs } = p
  return (
    <Page
      {...cadre}
      titre={envoye ? 'Consultez votre messagerie' : 'Saisir un code de connexion'}
      erreurs={erreurs}
      prive
      retour={{ href: urls.connexion.href({}, { retour }) }}
    >
      <ResumeErreurs erreurs={erreurs} />
      <h1 class="govuk-heading-l">{envoye ? 'Consultez votre messagerie' : 'Saisir un code de connexion'}</h1>
      {envoye ? <Envoye {...p} /> : null}
      <Formulaire action={urls.connexionCode.href()} csrf={cadre.csrf}>
        {retour ? <input type="hidden" name="retour" value={retour} /> : null}
        {envoye && courriel ? (
          <input type="hidden" name="courriel" value={courriel} />
        ) : (
          <ChampTexte
            chemin="courriel"
            libelle="Votre adresse électronique"
            type="email"
            autocomplete="email"
            valeur={courriel}
            erreurs={erreurs}
          />
        )}
        <Input
          id="code"
          name="code"
          label={{ text: 'Code à six chiffres' }}
          hint={{ text: 'Il est dans le courriel que vous avez reçu, par exemple 123 456.' }}
          inputmode="numeric"
          autocomplete="one-time-code"
          classes="govuk-input--width-10 laureat-chiffres"
          errorMessage={messageDuCode(erreurs)}
        />
        <Bouton>Se connecter</Bouton>
      </Formulaire>
      {envoye && courriel ? (
        <BoutonPost
          action={urls.connexion.href()}
          csrf={cadre.csrf}
          champs={{ courriel, ...(retour ? { retour } : {}) }}
          lien
        >
          Envoyer un nouveau courriel
        </BoutonPost>
      ) : null}
    </Page>
  )
}

const messageDuCode = (erreurs: Erreur[] | undefined) => {
  const erreur = erreurs?.find((e) => e.chemin === 'code')
  return erreur ? { text: erreur.message } : undefined
}

function Envoye({ cadre, courriel }: Props) {
  return (
    <>
      <p class="govuk-body-l">
        Un courriel vient de partir à <strong>{courriel ?? 'l’adresse que vous avez indiquée'}</strong>.
      </p>
      <p class="govuk-body">
        Ouvrez le lien qu’il contient, ou recopiez ici son code. Ils sont valables vingt minutes. S’il n’arrive pas,
        regardez parmi les courriels indésirables et vérifiez l’adresse.
      </p>
      {cadre.demo ? (
        <p class="govuk-body">
          <a class="govuk-link" href={urls.demoCourriels.href()}>
            Dans la démonstration, les courriels se lisent ici
          </a>
        </p>
      ) : null}
    </>
  )
}
