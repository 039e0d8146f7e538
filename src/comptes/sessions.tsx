import { type Erreur, saisieInvalide } from '../domaine/refus.ts'
import type { Slice } from '../maison.ts'
import { creerJetonNomme, revoquerJeton } from '../registre/personnes.ts'
import type { Requete } from '../socle/http/pages.ts'
import { acteurDe } from '../socle/http/requete.ts'
import { urls } from '../urls.ts'
import { champ } from './corps.ts'
import { JetonsPage } from './jetons-page.tsx'
import { fermerSessions, jetonsDe, sessionsDe } from './queries.ts'
import { SessionsPage } from './sessions-page.tsx'

const DUREES_JETON = [30, 90, 365]
const JETONS_AU_PLUS = 20

/** Where one is signed in, and the tokens that act in one's name. */
export const routesSessions: Slice = ({ pages, maison }) => {
  const { base } = maison.porte
  const moi = (requete: Requete) => acteurDe(requete).personne ?? ''
  const ici = (requete: Requete) => requete.session?.empreinte ?? ''

  pages.get(urls.sessions, async (requete) => ({
    page: (
      <SessionsPage
        cadre={maison.cadre(requete)}
        sessions={await sessionsDe(base, moi(requete), ici(requete), requete.recuLe)}
        fermee={requete.query.fermee === 'oui'}
      />
    ),
  }))

  pages.post(urls.sessions, async (requete) => {
    const cle = champ(requete, 'session')
    await fermerSessions(base, moi(requete), cle ? { cle } : { sauf: ici(requete) })
    return { vers: urls.sessions.href({}, { fermee: 'oui' }) }
  })

  const pageJetons = async (requete: Requete, p: { secret?: string; erreurs?: Erreur[]; statut?: number } = {}) => ({
    statut: p.statut ?? 200,
    page: (
      <JetonsPage
        cadre={maison.cadre(requete)}
        jetons={await jetonsDe(base, moi(requete), requete.recuLe)}
        durees={DUREES_JETON}
        nom={p.erreurs ? champ(requete, 'nom') : ''}
        secret={p.secret}
        erreurs={p.erreurs}
      />
    ),
  })

  pages.get(urls.jetons, (requete) => pageJetons(requete))

  pages.post(urls.jetons, async (requete) => {
    const revoque = champ(requete, 'revoquer')
    if (revoque) {
      await revoquerJeton(base, moi(requete), revoque, requete.recuLe)
      return { vers: urls.jetons.href() }
    }
    const nom = champ(requete, 'nom')
    const jours = Number(champ(requete, 'jours'))
    const faute =
      nom === '' || nom.length > 100
        ? 'Donnez un nom à ce jeton, en cent caractères au plus, par exemple « Logiciel de la mairie ».'
        : undefined
    const erreurs = [
      ...(faute ? [{ chemin: 'nom', message: faute }] : []),
      ...(DUREES_JETON.includes(jours)
        ? []
        : [{ chemin: 'jours', message: 'Choisissez combien de temps ce jeton fonctionne.' }]),
      ...((await jetonsDe(base, moi(requete), requete.recuLe)).length < JETONS_AU_PLUS
        ? []
        : [{ chemin: 'nom', message: `Vous avez déjà ${JETONS_AU_PLUS} jetons : révoquez ceux qui ne servent plus.` }]),
    ]
    if (erreurs.length > 0) return pageJetons(requete, { erreurs, statut: saisieInvalide(erreurs).statut })
    const secret = await creerJetonNomme(base, { personne: moi(requete), nom, jours, le: requete.recuLe })
    // Shown in the answer itself: the secret is kept nowhere, so no other page could show it.
    return pageJetons(requete, { secret, statut: 201 })
  })
}
