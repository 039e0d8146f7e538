import { Avis } from '../ui/avis.tsx'
import { BoutonPost } from '../ui/formulaire.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { Quand } from '../ui/quand.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { urls } from '../urls.ts'
import { MenuCompte } from './compte-page.tsx'
import type { SessionOuverte } from './queries.ts'

export function SessionsPage({
  cadre,
  sessions,
  fermee,
}: {
  cadre: Cadre
  sessions: SessionOuverte[]
  fermee: boolean
}) {
  return (
    <Page {...cadre} titre="Mes connexions" prive>
      <h1 class="govuk-heading-l">Mon compte</h1>
      <MenuCompte ici="sessions" />
      {fermee ? <Avis ton="succes" titre="Déconnexion faite" /> : null}
      <p class="govuk-body">
        Les appareils où votre compte est ouvert. Une connexion prend fin après sept jours sans visite, et au plus tard
        trente jours après son début.
      </p>
      <Tableau
        legende="Mes connexions"
        colonnes={[{ titre: 'Appareil' }, { titre: 'Depuis le' }, { titre: 'Dernière visite' }, { titre: 'Action' }]}
        lignes={sessions.map((s) => [
          s.appareil || 'Navigateur inconnu',
          <Quand le={s.cree_le} forme="heure-simple" />,
          s.ici ? 'Ici, maintenant' : <Quand le={s.vue_le} forme="heure-simple" />,
          s.ici ? (
            '–'
          ) : (
            <BoutonPost action={urls.sessions.href()} csrf={cadre.csrf} champs={{ session: s.cle }} lien>
              Déconnecter<span class="govuk-visually-hidden"> {s.appareil}</span>
            </BoutonPost>
          ),
        ])}
      />
      {sessions.length > 1 ? (
        <BoutonPost action={urls.sessions.href()} csrf={cadre.csrf} ton="secondaire">
          Me déconnecter partout ailleurs
        </BoutonPost>
      ) : null}
    </Page>
  )
}
