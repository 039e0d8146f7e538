import { clotureDe, ecolesVivantes } from '../domaine/faits.ts'
import { accorder, dateHeure } from '../domaine/francais.ts'
import { ecoleDite } from '../domaine/organismes.ts'
import type { Erreur, Refus } from '../domaine/refus.ts'
import { Avis } from '../ui/avis.tsx'
import { ResumeErreurs } from '../ui/champ.tsx'
import { ChampTexte } from '../ui/champs.tsx'
import { Case } from '../ui/champs-choix.tsx'
import { Bouton, Boutons, Formulaire } from '../ui/formulaire.tsx'
import { Page } from '../ui/page.tsx'
import { Vide } from '../ui/vide.tsx'
import { urls } from '../urls.ts'
import type { Ecran } from './ecran.ts'
import { titreOrganisme } from './mots.ts'

type Props = {
  e: Ecran
  manquants: Erreur[]
  /** The call is not open for this dossier. */
  empeche: Refus | undefined
  refuse: Refus | undefined
  saisie: { nom: string; qualite: string; engagements: boolean; accords: string[] }
}

/** The last page before filing. */
export const DepotPage = (p: Props) => {
  const { e, refuse, empeche, manquants } = p
  const id = e.faits.dossier.id
  const erreurs = (refuse?.erreurs ?? (refuse ? [{ chemin: '', message: refuse.detail }] : [])).slice(0, 30)
  return (
    <Page
      {...e.cadre}
      titre="Déposer la candidature"
      retour={{ href: urls.relecture.href({ id }), libelle: 'Retour à la relecture' }}
      erreurs={erreurs}
      prive
    >
      <ResumeErreurs erreurs={erreurs} titre="La candidature n’est pas déposée" />
      <p class="laureat-surtitre">
        Dossier {e.faits.dossier.numero} · {titreOrganisme(e.faits.organisme)}
      </p>
      <h1 class="govuk-heading-xl">Déposer la candidature</h1>
      {empeche ? (
        <Avis ton="attention" titre={empeche.detail} />
      ) : manquants.length > 0 ? (
        <Vide titre={`Il reste ${accorder(manquants.length, 'point')} à compléter avant de déposer.`}>
          <Bouton href={urls.relecture.href({ id })}>Voir ce qui manque</Bouton>
        </Vide>
      ) : (
        <Depot {...p} erreurs={erreurs} />
      )}
    </Page>
  )
}

const Depot = ({ e, saisie, erreurs }: Props & { erreurs: Erreur[] }) => {
  const { faits } = e
  const id = faits.dossier.id
  const aAttester = ecolesVivantes(faits).filter((x) => x.etat !== 'valide_par_ecole')
  const fin = new Date(clotureDe(faits).getTime() - 1000)
  return (
    <Formulaire action={urls.depot.href({ id })} csrf={e.cadre.csrf}>
      <input type="hidden" name="version" value={faits.dossier.version} />
      <h2 class="govuk-heading-m">Qui engage la collectivité ?</h2>
      <p class="govuk-body">Cette personne sera nommée dans l’accusé de réception.</p>
      <ChampTexte chemin="signataire.nom" libelle="Prénom et nom" valeur={saisie.nom} erreurs={erreurs} />
      <ChampTexte
        chemin="signataire.qualite"
        libelle="Qualité"
        aide="Par exemple maire, présidente, adjoint délégué."
        valeur={saisie.qualite}
        erreurs={erreurs}
      />
      {aAttester.length > 0 ? (
        <>
          <h2 class="govuk-heading-m">L’accord des écoles</h2>
          <p class="govuk-body">
            {aAttester.length === 1
              ? 'Cette école n’a pas validé son projet en ligne.'
              : 'Ces écoles n’ont pas validé leur projet en ligne.'}{' '}
            Vous pouvez attester que leur direction a donné son accord, ou attendre.
          </p>
          {aAttester.map((x) => (
            <Case
              chemin={`ecoles.${x.uai}`}
              libelle={`J’atteste que la direction de ${ecoleDite(x.nom)} est d’accord avec ce projet`}
              coche={saisie.accords.includes(x.uai)}
              erreurs={erreurs}
            />
          ))}
        </>
      ) : null}
      <h2 class="govuk-heading-m">Attestation sur l’honneur</h2>
      <ul class="govuk-list govuk-list--bullet">
        {faits.appel.engagements.map((x) => (
          <li>{x}</li>
        ))}
      </ul>
      <Case
        chemin="engagements"
        libelle="J’atteste sur l’honneur de ce qui précède, au nom de la personne nommée ci-dessus"
        coche={saisie.engagements}
        erreurs={erreurs}
      />
      <p class="govuk-body">
        Après le dépôt, vous recevez aussitôt un accusé de réception. Vous pourrez encore modifier votre dossier
        jusqu’au {dateHeure(fin)}.
      </p>
      <Boutons>
        <Bouton>Déposer la candidature</Bouton>
        <a class="govuk-link" href={urls.relecture.href({ id })}>
          Relire encore
        </a>
      </Boutons>
    </Formulaire>
  )
}
