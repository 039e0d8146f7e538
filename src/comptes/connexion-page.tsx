import type { Erreur } from '../domaine/refus.ts'
import { ResumeErreurs } from '../ui/champ.tsx'
import { ChampTexte } from '../ui/champs.tsx'
import { Bouton, CHAMP_JETON, Formulaire } from '../ui/formulaire.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { urls } from '../urls.ts'
import type { GroupeDemo } from './demonstration.ts'

type Props = {
  cadre: Cadre
  retour: string | undefined
  courriel?: string | undefined
  erreurs?: Erreur[] | undefined
  proconnect: boolean
  demo: GroupeDemo[]
}

export function ConnexionPage(p: Props) {
  return (
    <Page
      {...p.cadre}
      titre="Se connecter"
      description="Connectez-vous à Lauréat avec ProConnect ou par un lien envoyé à votre adresse électronique."
      erreurs={p.erreurs}
    >
      <ResumeErreurs erreurs={p.erreurs} />
      <h1 class="govuk-heading-l">Se connecter</h1>
      {p.retour ? (
        <p class="govuk-body">
          Connectez-vous pour continuer : vous reviendrez ensuite à la page que vous demandiez.
          {p.retour.startsWith('/dossiers/') ? ' Si vous veniez d’y écrire, votre texte sera retrouvé.' : ''}
        </p>
      ) : null}
      {p.proconnect ? <ProConnect {...p} /> : null}
      <ParCourriel {...p} />
      {p.demo.length > 0 ? <Demonstration {...p} /> : null}
    </Page>
  )
}

function ProConnect({ retour }: Props) {
  return (
    <>
      <h2 class="govuk-heading-m">Avec votre compte professionnel</h2>
      <p class="govuk-body">ProConnect est l’identité numérique des agents publics.</p>
      {/* A link, not a form: the strict policy on forms would stop the browser on its way to the identity provider. */}
      <Bouton href={urls.proconnect.href({}, { retour })}>S’identifier avec ProConnect</Bouton>
      <p class="govuk-body">
        <a class="govuk-link" href="https://www.proconnect.gouv.fr/" rel="external noopener">
          Qu’est-ce que ProConnect ?
        </a>
      </p>
    </>
  )
}

function ParCourriel({ cadre, retour, courriel, erreurs, proconnect }: Props) {
  return (
    <>
      <h2 class="govuk-heading-m">
        {proconnect ? 'Ou par courriel, sans mot de passe' : 'Par courriel, sans mot de passe'}
      </h2>
      <p class="govuk-body">
        Nous vous envoyons un lien et un code, valables vingt minutes. Si vous n’avez pas encore de compte, le même lien
        en ouvre un.
      </p>
      <Formulaire action={urls.connexion.href()} csrf={cadre.csrf}>
        <Retour retour={retour} />
        <ChampTexte
          chemin="courriel"
          libelle="Votre adresse électronique"
          aide="Par exemple mairie@commune.fr"
          type="email"
          autocomplete="email"
          valeur={courriel}
          erreurs={erreurs}
        />
        <Bouton ton={proconnect ? 'secondaire' : 'principal'}>Recevoir un lien de connexion</Bouton>
      </Formulaire>
      <p class="govuk-body">
        <a class="govuk-link" href={urls.connexionCode.href({}, { retour })}>
          J’ai déjà reçu un code
        </a>
      </p>
    </>
  )
}

function Demonstration({ cadre, retour, demo }: Props) {
  return (
    <section class="laureat-demo" aria-labelledby="demonstration">
      <h2 class="govuk-heading-m" id="demonstration">
        Entrer d’un clic dans la démonstration
      </h2>
      <p class="govuk-body">Ces personnes sont inventées. Choisissez qui vous voulez être.</p>
      <form method="post" action={urls.connexionDemo.href()} class="laureat-demo__groupes">
        {cadre.csrf ? <input type="hidden" name={CHAMP_JETON} value={cadre.csrf} /> : null}
        <Retour retour={retour} />
        {demo.map((g) => (
          <div>
            <h3 class="govuk-heading-s">{g.titre}</h3>
            <ul class="govuk-list">
              {g.comptes.map((c) => (
                <li>
                  <button type="submit" name="courriel" value={c.courriel} class="laureat-bouton-lien">
                    {c.qui}
                  </button>
                  <br />
                  <span class="laureat-petit laureat-discret">{c.courriel}</span>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </form>
    </section>
  )
}

const Retour = ({ retour }: { retour: string | undefined }) =>
  retour ? <input type="hidden" name="retour" value={retour} /> : null
