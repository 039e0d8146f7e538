import { dateSimple } from '../domaine/francais.ts'
import type { Erreur } from '../domaine/refus.ts'
import { ROLES } from '../domaine/roles.ts'
import { Avis } from '../ui/avis.tsx'
import { ResumeErreurs } from '../ui/champ.tsx'
import { Confirmation } from '../ui/confirmation.tsx'
import { Bouton, BoutonPost, Formulaire } from '../ui/formulaire.tsx'
import { Input } from '../ui/govuk/input.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { urls } from '../urls.ts'
import type { MaDemande } from './rattachement-queries.ts'

type Props = {
  cadre: Cadre
  demande: MaDemande
  type: 'organisme' | 'ecole'
  nom: string
  /** The official mailbox, its name half hidden. */
  boite: string | null
  erreurs?: Erreur[] | undefined
}

/** Where a request stands, and the code to type when there is one. */
export function DemandePage(p: Props) {
  const { cadre, demande: d, nom, erreurs } = p
  return (
    <Page
      {...cadre}
      titre={`Ma demande pour ${nom}`}
      erreurs={erreurs}
      retour={{ href: urls.rattachement.href() }}
      prive
    >
      <ResumeErreurs erreurs={erreurs} />
      {d.etat === 'accepte' ? (
        <Confirmation
          titre={`Vous avez rejoint ${nom}`}
          precision={ROLES[d.role].libelle}
          suite={['Vos dossiers sont dans votre espace.', 'Vos rôles et leurs dates sont dans votre compte.']}
        >
          <Bouton href={urls.monEspace.href()}>Aller à mon espace</Bouton>
        </Confirmation>
      ) : d.etat === 'refuse' ? (
        <Close {...p} />
      ) : (
        <EnAttente {...p} />
      )}
    </Page>
  )
}

const Close = ({ nom }: Props) => (
  <>
    <h1 class="govuk-heading-l">Ma demande pour {nom}</h1>
    <p class="govuk-body-l">Cette demande est close : elle a été refusée, ou une demande plus récente la remplace.</p>
    <p class="govuk-body">
      <a class="govuk-link" href={urls.rattachement.href()}>
        Voir mes demandes
      </a>
    </p>
  </>
)

function EnAttente(p: Props) {
  const { demande: d, nom } = p
  return (
    <>
      <h1 class="govuk-heading-l">Ma demande pour {nom}</h1>
      {d.voie === 'code' ? (
        <ParCode {...p} />
      ) : (
        <Avis titre="Votre demande est partie">
          <p>
            {d.voie === 'gestionnaire'
              ? 'La personne responsable des accès l’a reçue par courriel.'
              : 'Le service qui gère l’appel à projets l’a reçue par courriel ; il peut vous appeler pour vérifier votre identité.'}{' '}
            Vous recevrez la réponse par courriel.
          </p>
          <p>
            En attendant, <a href={urls.accueil.href()}>lisez l’appel</a>, estimez la subvention et voyez les questions
            posées : rien de tout cela ne demande d’accès.
          </p>
        </Avis>
      )}
      <p class="govuk-body laureat-discret">
        {ROLES[d.role].libelle}, demandé le {dateSimple(d.cree_le)}
        {d.expire_le ? `, valable jusqu’au ${dateSimple(d.expire_le)}` : ''}.
      </p>
    </>
  )
}

function ParCode({ cadre, demande, type, boite, erreurs }: Props) {
  const erreur = erreurs?.find((e) => e.chemin === 'code')
  return (
    <>
      <p class="govuk-body-l">
        Un code à six chiffres est parti à l’adresse officielle {boite ? <strong>{boite}</strong> : null}. Demandez-le à
        la personne qui lit cette boîte.
      </p>
      <Formulaire action={urls.rattachementCode.href({ id: demande.id })} csrf={cadre.csrf}>
        <Input
          id="code"
          name="code"
          label={{ text: 'Code reçu par la mairie ou l’école' }}
          hint={{ text: 'Six chiffres, par exemple 123 456' }}
          inputmode="numeric"
          autocomplete="off"
          classes="govuk-input--width-10 laureat-chiffres"
          errorMessage={erreur ? { text: erreur.message } : undefined}
        />
        <Bouton>Valider le code</Bouton>
      </Formulaire>
      <BoutonPost
        action={urls.rattachement.href()}
        csrf={cadre.csrf}
        champs={{ [type]: demande.organisme, role: demande.role, voie: 'agent' }}
        lien
      >
        Personne ne lit cette adresse : demander plutôt au service
      </BoutonPost>
    </>
  )
}
