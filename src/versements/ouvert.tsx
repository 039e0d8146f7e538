import { introuvable } from '../domaine/refus.ts'
import type { Slice } from '../maison.ts'
import { lireAppelPublie } from '../registre/appels.ts'
import { ecrireCsv } from '../socle/tableurs/ecrire-csv.ts'
import { urls } from '../urls.ts'
import { COLONNES_SCDL, subventionsOuvertes } from './donnees-ouvertes.ts'

/** Open data: every notified subsidy of a call, for everybody. */
export const routesOuvertes: Slice = ({ pages, maison }) => {
  pages.get(urls.subventionsOuvertes, async (requete, reponse) => {
    const appel = await lireAppelPublie(maison.porte.base, requete.params.slug ?? '')
    if (!appel) return introuvable()
    reponse.header('access-control-allow-origin', '*')
    return {
      texte: ecrireCsv(COLONNES_SCDL, subventionsOuvertes(maison.porte.base, appel), { pour: 'ouvert' }),
      type: 'text/csv; charset=utf-8',
      nom: `subventions-${appel.slug}.csv`,
    }
  })
}
