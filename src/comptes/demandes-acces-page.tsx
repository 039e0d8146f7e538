import { dateSimple, de } from '../domaine/francais.ts'
import { formaterSiren } from '../domaine/identifiants/siren.ts'
import type { Erreur } from '../domaine/refus.ts'
import { ROLES, type Role } from '../domaine/roles.ts'
import type { DemandeEnAttente } from '../registre/demandes-acces.ts'
import { Avis } from '../ui/avis.tsx'
import { ResumeErreurs } from '../ui/champ.tsx'
import { type ActeLu, DepuisLecture } from '../ui/depuis-lecture.tsx'
import { BoutonPost } from '../ui/formulaire.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { Vide } from '../ui/vide.tsx'
import { urls } from '../urls.ts'

type Props = {
  cadre: Cadre
  demandes: DemandeEnAttente[]
  nommer: (d: { role: Role; portee: string }) => string
  fait: boolean
  change: readonly ActeLu[] | undefined
  erreurs: Erreur[] | undefined
}

/** For agents: the first person of an organisation is accepted by hand when no official mailbox answers. */
export function DemandesAccesPage({ cadre, demandes, nommer, fait, change, erreurs }: Props) {
  const repondre = (acte: string, d: DemandeEnAttente, mot: string) => (
    <BoutonPost
      action={urls.demandesAcces.href()}
      csrf={cadre.csrf}
      champs={{ acte, demande: d.id, code: d.organisme, version: String(d.version) }}
      lien
    >
      {mot}
      <span class="govuk-visually-hidden"> la demande {de(d.nom)}</span>
    </BoutonPost>
  )
  return (
    <Page {...cadre} titre="Demandes d’accès" erreurs={erreurs} prive>
      <ResumeErreurs erreurs={erreurs} />
      <h1 class="govuk-heading-l">Demandes d’accès</h1>
      {fait ? (
        <Avis ton="succes" titre="C’est fait">
          La personne reçoit votre réponse par courriel.
        </Avis>
      ) : null}
      <DepuisLecture quoi="Les accès de cet organisme ont changé" actes={change} />
      <p class="govuk-body">
        Ces personnes demandent à rejoindre un organisme ou une école où personne ne donne encore les accès. Appelez la
        mairie ou l’école à un numéro que vous connaissez avant d’accepter : la première personne acceptée pourra
        inviter les autres.
      </p>
      {demandes.length === 0 ? (
        <Vide titre="Aucune demande n’attend de réponse" />
      ) : (
        <Tableau
          legende="Demandes en attente"
          colonnes={[
            { titre: 'Personne' },
            { titre: 'Pour' },
            { titre: 'Rôle demandé' },
            { titre: 'Le' },
            { titre: 'Réponse' },
          ]}
          lignes={demandes.map((d) => [
            <>
              {d.nom}
              <br />
              <span class="laureat-discret laureat-petit">
                {d.courriel}
                {d.proconnect ? ', confirmé par ProConnect' : ''}
              </span>
            </>,
            <Organisme demande={d} nom={nommer({ role: d.role, portee: d.organisme })} />,
            ROLES[d.role].libelle,
            dateSimple(d.cree_le),
            <div class="laureat-reponses">
              {repondre('accepter_rattachement', d, 'Accepter')}
              {repondre('refuser_rattachement', d, 'Refuser')}
            </div>,
          ])}
        />
      )}
    </Page>
  )
}

/** Accepting the first request for an organisation of no directory creates it: the agent is told what to verify. */
const Organisme = ({ demande, nom }: { demande: DemandeEnAttente; nom: string }) => (
  <>
    {nom}
    {demande.propose ? (
      <>
        <br />
        <span class="laureat-discret laureat-petit">
          Nouveau : {demande.propose.type === 'ogec' ? 'organisme de gestion d’école privée' : 'syndicat'}, SIREN{' '}
          {formaterSiren(demande.organisme)}, département {demande.propose.departement}. Vérifiez-le à l’annuaire des
          entreprises ; l’accepter le crée.
        </span>
      </>
    ) : null}
  </>
)
