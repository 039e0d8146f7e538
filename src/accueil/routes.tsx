import type { Slice } from '../maison.ts'
import { listerAppels } from '../registre/appels.ts'
import { urls } from '../urls.ts'
import { AccueilPage } from './accueil-page.tsx'

/** The home page and what every public site owes its visitors. */
export const accueil: Slice = ({ pages, maison }) => {
  const adresse = maison.config.adressePublique
  pages.get(urls.accueil, async (requete) => ({
    page: (
      <AccueilPage
        cadre={maison.cadre(requete)}
        adresse={adresse}
        appels={await listerAppels(maison.porte.base)}
        maintenant={requete.recuLe}
      />
    ),
  }))
}
