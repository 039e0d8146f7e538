import { introuvable } from '../domaine/refus.ts'
import type { Slice } from '../maison.ts'
import { urls } from '../urls.ts'
import { ConnexionPage } from './connexion-page.tsx'
import { champ } from './corps.ts'
import { comptesDemo, personneDemo } from './demonstration.ts'
import { retourOuEspace, retourSur } from './retour.ts'
import { fermerSession, ouvrirSession } from './session.ts'

/** The ways in, and the way out. */
export const routesConnexion: Slice = ({ pages, maison }) => {
  const { porte, config } = maison

  pages.get(urls.connexion, async (requete) => {
    const retour = retourSur(requete.query.retour)
    if (requete.session) return { vers: retourOuEspace(retour) }
    return {
      page: (
        <ConnexionPage
          cadre={maison.cadre(requete)}
          retour={retour}
          proconnect={config.proconnect !== undefined}
          demo={config.demo ? await comptesDemo(porte.base) : []}
        />
      ),
    }
  })

  pages.post(urls.connexionDemo, async (requete, reponse) => {
    const personne = config.demo ? await personneDemo(porte.base, champ(requete, 'courriel')) : undefined
    if (!personne) return introuvable()
    await ouvrirSession(maison, requete, reponse, personne)
    return { vers: retourOuEspace(champ(requete, 'retour')) }
  })

  pages.post(urls.deconnexion, async (requete, reponse) => {
    await fermerSession(maison, requete, reponse)
    return { vers: urls.accueil.href() }
  })
}
