import { deCorps } from '../domaine/francais.ts'
import { deEcole } from '../domaine/organismes.ts'
import { urls } from '../urls.ts'
import { Bouton } from './formulaire.tsx'

type Recue = { id: string; par: string; organisme: string; ecole: string | null; appel: string }

/** Invitations that wait for the reader's answer: what awaits me comes before everything else. */
export const InvitationsRecues = ({ invitations }: { invitations: readonly Recue[] }) => (
  <>
    {invitations.map((i) => (
      <div class="laureat-attente">
        <p class="laureat-attente__phrase">
          <strong>{i.par} vous invite</strong> à préparer le dossier {deCorps(i.organisme)}
          {i.ecole ? `, pour le projet ${deEcole(i.ecole)}` : ''}.
        </p>
        <p class="laureat-attente__delais">{i.appel}</p>
        <Bouton href={urls.invitation.href({ jeton: i.id })}>
          Répondre à l’invitation
          <span class="govuk-visually-hidden">
            {' '}
            de {i.par} pour {i.appel}
            {i.ecole ? `, ${i.ecole}` : ''}
          </span>
        </Bouton>
      </div>
    ))}
  </>
)
