import { dateHeure, deCorps } from '../domaine/francais.ts'
import { typographier } from '../domaine/organismes.ts'
import { ROLES } from '../domaine/roles.ts'
import { Avis } from '../ui/avis.tsx'
import { Bouton, BoutonPost, Formulaire } from '../ui/formulaire.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { Recapitulatif } from '../ui/recapitulatif.tsx'
import { urls } from '../urls.ts'
import type { InvitationLue } from './invitation-queries.ts'

type Props = {
  cadre: Cadre
  jeton: string
  invitation: InvitationLue
  /** The address of the person signed in, if any. */
  moi: string | undefined
  refus?: string | undefined
}

export function InvitationPage(p: Props) {
  const { cadre, invitation: i, refus } = p
  return (
    <Page {...cadre} titre="Une invitation à préparer un dossier" prive>
      <h1 class="govuk-heading-l">{i.par} vous invite</h1>
      {refus ? <Avis ton="erreur" titre={refus} /> : null}
      <p class="govuk-body-l">Votre participation est souhaitée au dossier {deCorps(i.organisme)}.</p>
      <Recapitulatif
        lignes={[
          {
            cle: 'Appel à projets',
            valeur: (
              <a class="govuk-link" href={urls.appel.href({ slug: i.slug })}>
                {i.appel}
              </a>
            ),
          },
          ...(i.ecole ? [{ cle: 'École', valeur: typographier(i.ecole) }] : []),
          { cle: 'Votre rôle', valeur: `${ROLES[i.role].libelle}. ${ROLES[i.role].aide}` },
          { cle: 'Date limite de dépôt', valeur: dateHeure(new Date(i.cloture.getTime() - 1000)) },
        ]}
      />
      {p.moi ? <Repondre {...p} moi={p.moi} /> : <SIdentifier {...p} />}
    </Page>
  )
}

function Repondre({ cadre, jeton, invitation, moi }: Props & { moi: string }) {
  return (
    <>
      {moi === invitation.courriel ? null : (
        <Avis ton="attention" titre={`Votre session est ouverte avec l’adresse ${moi}`}>
          <p>
            L’invitation a été envoyée à {invitation.courriel}. Vous pouvez l’accepter si elle vous est bien destinée :
            la personne qui vous invite en sera informée.
          </p>
        </Avis>
      )}
      <Formulaire action={urls.invitation.href({ jeton })} csrf={cadre.csrf}>
        <Bouton nom="reponse" valeur="accepter">
          Accepter l’invitation
        </Bouton>
      </Formulaire>
    </>
  )
}

function SIdentifier({ cadre, jeton, invitation }: Props) {
  return (
    <>
      <p class="govuk-body">
        Pour accepter, confirmez que cette adresse est la vôtre : nous y envoyons un lien et un code. Il n’y a pas de
        mot de passe à créer.
      </p>
      <BoutonPost action={urls.invitation.href({ jeton })} csrf={cadre.csrf} champs={{ reponse: 'lien' }}>
        Recevoir mon lien à {invitation.courriel}
      </BoutonPost>
      <p class="govuk-body">
        <a class="govuk-link" href={urls.connexion.href({}, { retour: urls.invitation.href({ jeton }) })}>
          Me connecter autrement
        </a>
      </p>
    </>
  )
}

/** The link was withdrawn, replaced by a newer one, or taken by somebody else. */
export const InvitationMortePage = ({ cadre, prise }: { cadre: Cadre; prise: boolean }) => (
  <Page {...cadre} titre="Cette invitation ne fonctionne plus" prive>
    <h1 class="govuk-heading-l">Cette invitation ne fonctionne plus</h1>
    <p class="govuk-body-l">
      {prise
        ? 'Elle a déjà été acceptée. Si c’était vous, connectez-vous avec la même adresse.'
        : 'Elle a été retirée, ou remplacée par une invitation plus récente. Cherchez le dernier courriel reçu, ou demandez à la mairie de vous inviter de nouveau.'}
    </p>
    <Bouton href={cadre.utilisateur ? urls.monEspace.href() : urls.connexion.href()}>
      {cadre.utilisateur ? 'Aller à mon espace' : 'Se connecter'}
    </Bouton>
  </Page>
)
