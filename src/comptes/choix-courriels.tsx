import { GENRES_NOTIFICATION, genresPour, MODES, modeDe, type Preferences } from '../domaine/notifications.ts'
import type { Role } from '../domaine/roles.ts'
import { ChampChoix } from '../ui/champs-choix.tsx'

/** Which letters come by e-mail and when, kind by kind; those that always leave are said first. */
export const ChoixCourriels = ({ preferences, roles }: { preferences: Preferences; roles: Role[] }) => (
  <>
    <h2 class="govuk-heading-m" id="courriels">
      Mes courriels
    </h2>
    <p class="govuk-body">
      Les accusés de réception, les décisions, les conventions, les demandes de complément et les paiements vous
      parviennent toujours, aussitôt. Pour le reste, choisissez.
    </p>
    {genresPour(roles).map((genre) => (
      <ChampChoix
        chemin={`courriels.${genre}`}
        libelle={GENRES_NOTIFICATION[genre].libelle}
        aide={GENRES_NOTIFICATION[genre].aide}
        valeur={modeDe(preferences, genre)}
        choix={Object.entries(MODES).map(([valeur, libelle]) => ({ valeur, libelle }))}
      />
    ))}
  </>
)
