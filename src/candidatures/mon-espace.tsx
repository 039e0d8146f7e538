import type { Acteur } from '../domaine/faits.ts'
import { ROLES } from '../domaine/roles.ts'
import type { Slice } from '../maison.ts'
import { acteurDe } from '../socle/http/requete.ts'
import { toutesLesUrls, urls } from '../urls.ts'
import { lireEspace } from './espace.ts'
import { MonEspacePage } from './mon-espace-page.tsx'

/** The home after sign-in: where is it, what is expected of me, by when. */
export const routesMonEspace: Slice = ({ pages, maison }) => {
  pages.get(urls.monEspace, async (requete) => {
    const acteur = acteurDe(requete)
    const espace = await lireEspace(maison.porte.base, acteur, requete.recuLe)
    return {
      page: (
        <MonEspacePage
          cadre={maison.cadre(requete)}
          acteur={acteur}
          espace={espace}
          maintenant={requete.recuLe}
          {...bureau(acteur)}
        />
      ),
    }
  })
}

/** The agents' desk, another room of the house: linked when it is there. */
const bureau = (acteur: Acteur): { bureau?: string } => {
  const agent = acteur.habilitations.some((h) => ['appel', 'plateforme'].includes(ROLES[h.role].portee))
  const adresse = toutesLesUrls.find(([nom]) => (nom as string) === 'bureau')?.[1] // the desk may not be built yet
  return agent && adresse ? { bureau: adresse.chemin } : {}
}
