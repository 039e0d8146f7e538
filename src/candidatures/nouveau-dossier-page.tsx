import type { Organisme } from '../domaine/faits.ts'
import { dateHeure } from '../domaine/francais.ts'
import type { Refus } from '../domaine/refus.ts'
import type { AppelPublie } from '../registre/appels.ts'
import type { DemandeEnCours } from '../registre/en-attente.ts'
import { Avis } from '../ui/avis.tsx'
import { ResumeErreurs } from '../ui/champ.tsx'
import { ChampChoix } from '../ui/champs-choix.tsx'
import { Bouton, Formulaire } from '../ui/formulaire.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { Vide } from '../ui/vide.tsx'
import { urls } from '../urls.ts'
import { DemandesEnCours } from './mon-espace-blocs.tsx'
import { titreOrganisme } from './mots.ts'

type Props = {
  cadre: Cadre
  publie: AppelPublie
  organismes: Organisme[]
  enCours: DemandeEnCours[]
  choisi: string
  ouvert: 'a_venir' | 'ouvert' | 'clos'
  refus?: Refus & { dossier?: string }
}

/** Before starting: in whose name, what will be needed, until when. */
export const NouveauDossierPage = ({ cadre, publie, organismes, enCours, choisi, ouvert, refus }: Props) => {
  const { appel, slug } = publie
  const fin = new Date(publie.cloture.getTime() - 1000)
  return (
    <Page
      {...cadre}
      titre={`Candidater : ${appel.titre}`}
      retour={{ href: urls.appel.href({ slug }), libelle: 'Retour à l’appel' }}
      erreurs={refus?.erreurs}
      prive
    >
      <ResumeErreurs erreurs={refus?.erreurs} />
      <p class="laureat-surtitre">{appel.titre}</p>
      <h1 class="govuk-heading-xl">Commencer un dossier</h1>
      {refus && !refus.erreurs ? (
        <Avis ton="attention" titre={refus.detail}>
          {refus.dossier ? <a href={urls.dossier.href({ id: refus.dossier })}>Ouvrir le dossier existant</a> : null}
        </Avis>
      ) : null}
      {ouvert === 'ouvert' ? (
        <>
          <p class="laureat-chapo">
            Vous avez jusqu’au {dateHeure(fin)} pour déposer. Tout est enregistré au fur et à mesure.
          </p>
          <h2 class="govuk-heading-m">Ce dont vous aurez besoin</h2>
          <ul class="govuk-list govuk-list--bullet">
            <li>
              la liste des écoles concernées, qui écriront chacune leur projet : vous les invitez depuis le dossier ;
            </li>
            <li>pour chaque école, le nombre de classes et d’élèves, et une attestation du débit internet ;</li>
            <li>les ressources et les équipements souhaités, choisis dans le catalogue de l’appel, avec leur prix ;</li>
            <li>
              le nom de la personne qui engage {organismes[0]?.type === 'commune' ? 'la commune' : 'la collectivité'}.
            </li>
          </ul>
          <p class="govuk-body">
            Vous pourrez vous arrêter et reprendre quand vous voulez, à plusieurs. Rien ne part avant le dépôt.
          </p>
          <Depart {...{ cadre, slug, organismes, enCours, choisi }} {...(refus ? { refus } : {})} />
        </>
      ) : (
        <Vide
          titre={
            ouvert === 'clos'
              ? `L’appel a fermé le ${dateHeure(fin)}.`
              : `L’appel ouvre le ${dateHeure(publie.ouverture)}.`
          }
        >
          <p class="govuk-body">
            Une question ? <a href={`mailto:${appel.contact.courriel}`}>{appel.contact.courriel}</a>,{' '}
            {appel.contact.telephone}.
          </p>
        </Vide>
      )}
    </Page>
  )
}

const Depart = ({
  cadre,
  slug,
  organismes,
  enCours,
  choisi,
  refus,
}: Pick<Props, 'cadre' | 'organismes' | 'enCours' | 'choisi' | 'refus'> & { slug: string }) => {
  const [seul, ...autres] = organismes
  if (!seul && enCours.length > 0) return <DemandesEnCours demandes={enCours} />
  if (!seul)
    return (
      <Vide titre="Votre compte n’est pas encore relié à une commune ou à une intercommunalité.">
        <p class="govuk-body">
          C’est la collectivité qui candidate. Demandez votre accès, puis revenez sur cette page.
        </p>
        <Bouton href={urls.rattachement.href()}>Demander mon accès</Bouton>
      </Vide>
    )
  return (
    <Formulaire action={urls.nouveauDossier.href({ slug })} csrf={cadre.csrf}>
      {autres.length > 0 ? (
        <ChampChoix
          chemin="organisme"
          libelle="Au nom de qui candidatez-vous ?"
          choix={organismes.map((o) => ({ valeur: o.siren, libelle: titreOrganisme(o), aide: `SIREN ${o.siren}` }))}
          valeur={choisi}
          erreurs={refus?.erreurs}
        />
      ) : (
        <>
          <input type="hidden" name="organisme" value={seul.siren} />
          <p class="govuk-body">
            Candidat&nbsp;: <strong>{titreOrganisme(seul)}</strong> (SIREN {seul.siren}).
          </p>
        </>
      )}
      <Bouton>Commencer le dossier</Bouton>
    </Formulaire>
  )
}
