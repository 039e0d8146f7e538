import { introuvable, type Refus } from '../domaine/refus.ts'
import type { Maison, Slice } from '../maison.ts'
import type { Requete } from '../socle/http/pages.ts'
import { compterEssai } from '../socle/limites.ts'
import { urls } from '../urls.ts'
import { ConnexionPage } from './connexion-page.tsx'
import { champ } from './corps.ts'
import { comptesDemo, personneDemo } from './demonstration.ts'
import { limitesDemo } from './limites.ts'
import { adresseDeSortie } from './proconnect-client.ts'
import { SortiePage } from './proconnect-page.tsx'
import { retourOuEspace, retourSur } from './retour.ts'
import { fermerSession, ouvrirSession } from './session.ts'

/** The page where one signs in, the demonstration's one-click way, and the way out. */
export const routesConnexion: Slice = ({ pages, maison }) => {
  const { porte, config } = maison

  pages.get(urls.connexion, (requete) => {
    const retour = retourSur(requete.query.retour)
    return requete.session ? { vers: retourOuEspace(retour) } : pageConnexion(maison, requete, { retour })
  })

  pages.post(urls.connexionDemo, async (requete, reponse) => {
    if (!config.demo) return introuvable()
    const trop = await compterEssai(porte.base, limitesDemo(requete.ip), requete.recuLe)
    if (trop) return trop
    const personne = await personneDemo(porte.base, champ(requete, 'courriel'))
    if (!personne) return introuvable()
    await ouvrirSession(maison, requete, reponse, personne)
    return { vers: retourOuEspace(champ(requete, 'retour')) }
  })

  pages.post(urls.deconnexion, async (requete, reponse) => {
    const sortie = await sortieProConnect(maison, requete)
    await fermerSession(maison, requete, reponse)
    if (!sortie) return { vers: urls.accueil.href() }
    // Not a redirection of the form: the strict policy on forms would stop it.
    reponse.header('refresh', `0; url=${sortie}`)
    return {
      page: <SortiePage cadre={{ ...maison.cadre(requete), utilisateur: null, navigation: [] }} sortie={sortie} />,
    }
  })
}

/** The sign-in page, with what was typed and what is wrong with it. */
export const pageConnexion = async (
  maison: Maison,
  requete: Requete,
  p: { retour: string | undefined; courriel?: string; refus?: Refus },
) => ({
  statut: p.refus?.statut ?? 200,
  page: (
    <ConnexionPage
      cadre={maison.cadre(requete)}
      retour={p.retour}
      courriel={p.courriel}
      erreurs={p.refus && (p.refus.erreurs ?? [{ chemin: 'courriel', message: p.refus.detail }])}
      proconnect={maison.config.proconnect !== undefined}
      demo={maison.config.demo ? await comptesDemo(maison.porte.base) : []}
    />
  ),
})

/** Where to leave ProConnect, for a session that came from it; its being down never keeps anybody from signing out here. */
const sortieProConnect = async (maison: Maison, requete: Requete): Promise<string | undefined> => {
  const idToken = requete.session?.contenu.proconnect
  if (!maison.config.proconnect || typeof idToken !== 'string') return undefined
  return adresseDeSortie(
    maison.config.proconnect,
    idToken,
    `${maison.config.adressePublique}${urls.accueil.href()}`,
  ).catch(() => undefined)
}
