import { dateHeureSimple } from '../domaine/francais.ts'
import type { AppelPublie } from '../registre/appels.ts'
import type { DemandeEnCours } from '../registre/en-attente.ts'
import { Avis } from '../ui/avis.tsx'
import { ilReste } from '../ui/formats.ts'
import { Vide } from '../ui/vide.tsx'
import { urls } from '../urls.ts'

/** A call open to one's organisation, where nothing is begun yet. */
export const AppelOuvert = ({ a, maintenant, siren }: { a: AppelPublie; maintenant: Date; siren: string }) => {
  const fin = new Date(a.cloture.getTime() - 1000)
  return (
    <article class="laureat-carte">
      <h3 class="laureat-carte__titre">
        <a class="govuk-link" href={urls.appel.href({ slug: a.slug })}>
          {a.appel.titre}
        </a>
      </h3>
      <p class="govuk-body">
        Appel ouvert jusqu’au {dateHeureSimple(fin)} ({ilReste(fin, maintenant)}).
      </p>
      <a
        class="govuk-button govuk-button--secondary"
        href={urls.nouveauDossier.href({ slug: a.slug }, { organisme: siren })}
      >
        Commencer un dossier
      </a>
    </article>
  )
}

/** Somebody signed in whom nothing ties to an organisation yet. */
export const SansRien = () => (
  <Vide titre="Votre compte n’est encore relié à rien.">
    <p class="govuk-body">
      Vous travaillez pour une commune, une intercommunalité ou une école ? Demandez votre accès : il faut deux minutes.
    </p>
    <p class="govuk-body">
      <a class="govuk-button" href={urls.rattachement.href()}>
        Demander mon accès
      </a>
    </p>
  </Vide>
)

/** Requests that somebody else must answer: said once made, so that nobody asks twice. */
export const DemandesEnCours = ({ demandes }: { demandes: readonly DemandeEnCours[] }) => (
  <>
    {demandes.map((d) => (
      <Avis titre={`Votre demande d’accès pour ${d.nom} attend une réponse.`}>
        <p>
          Vous la recevrez par courriel. En attendant, vous pouvez lire le guide et estimer la subvention depuis la page
          de l’appel. <a href={urls.rattachementCode.href({ id: d.id })}>Où en est ma demande ?</a>
        </p>
      </Avis>
    ))}
  </>
)
