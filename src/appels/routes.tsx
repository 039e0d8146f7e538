import type { FastifyReply } from 'fastify'
import { introuvable } from '../domaine/refus.ts'
import type { Slice } from '../maison.ts'
import type { Requete, Sortie } from '../socle/http/pages.ts'
import { lirePage, lireTexte } from '../ui/adresse.ts'
import { rendreFragment } from '../ui/page.tsx'
import { urls } from '../urls.ts'
import { agendaDeLAppel } from './agenda.ts'
import { AppelPage } from './appel-page.tsx'
import { type VueAppel, vueAppel } from './cadre.ts'
import { chercherEcole } from './chercher-ecole.ts'
import { EligibilitePage } from './eligibilite-page.tsx'
import { formulaireVierge } from './formulaire-vierge.ts'
import { GuidePage } from './guide-page.tsx'
import { tropDeCalculs } from './limite.ts'
import { SimulateurPage } from './simulateur-page.tsx'
import { Resultat } from './simulateur-resultat.tsx'
import { lireSimulation } from './simulation.ts'

type Sur = (v: VueAppel, requete: Requete, reponse: FastifyReply) => Promise<Sortie> | Sortie

const QUESTION = { question: true }

/** The public pages of a call. */
export const appels: Slice = ({ pages, app, maison }) => {
  // The page of the winners belongs to another slice: it is linked once it is there.
  const laureats = () => app.hasRoute({ method: 'GET', url: urls.laureats.chemin })
  const surAppel = (traiter: Sur) => async (requete: Requete, reponse: FastifyReply) => {
    const v = await vueAppel(maison, requete, requete.params.slug ?? '', { laureats: laureats() })
    return v ? traiter(v, requete, reponse) : introuvable()
  }

  /** The same for a page that computes; where it answers a `question`, a visit without one is not counted. */
  const surCalcul = (traiter: Sur, { question = false } = {}) =>
    surAppel(async (v, requete, reponse) => {
      const visite = question && Object.keys(requete.query).length === 0
      return (visite ? undefined : await tropDeCalculs(maison, requete)) ?? traiter(v, requete, reponse)
    })

  pages.get(
    urls.appel,
    surAppel((v) => ({ page: <AppelPage {...v} /> })),
  )
  pages.get(
    urls.guide,
    surAppel((v) => ({ page: <GuidePage {...v} /> })),
  )
  pages.get(
    urls.eligibilite,
    surCalcul(async (v, { query }) => {
      const demande = {
        q: lireTexte(query.q),
        uai: lireTexte(query.uai, 20),
        commune: lireTexte(query.commune, 5),
        page: lirePage(query.page),
      }
      const appel = { slug: v.slug, departements: v.appel.territoire.departements }
      const trouve = await chercherEcole(maison.porte.base, appel, demande)
      return { page: <EligibilitePage {...v} demande={demande} trouve={trouve} /> }
    }, QUESTION),
  )
  pages.get(
    urls.simulateur,
    surCalcul(
      (v, { query }) => ({
        page: <SimulateurPage v={v} saisie={lireSimulation(v.appel, query)} demandee={Object.keys(query).length > 0} />,
      }),
      QUESTION,
    ),
  )
  // The same figures while one types.
  pages.post(
    urls.simulateur,
    surCalcul((v, { body }) => ({
      texte: rendreFragment(<Resultat v={v} saisie={lireSimulation(v.appel, body ?? {})} ouvert={false} />),
      type: 'text/html; charset=utf-8',
    })),
  )
  pages.get(
    urls.agenda,
    surAppel((v) => ({ texte: agendaDeLAppel(v), type: 'text/calendar; charset=utf-8', nom: `${v.slug}.ics` })),
  )
  pages.get(
    urls.formulaireVierge,
    surCalcul(async (v, _requete, reponse) => {
      const pdf = await formulaireVierge(v.appel, v.dernierInstant, v.maintenant)
      reponse.header('cache-control', 'private, max-age=600')
      return { texte: pdf, type: 'application/pdf', nom: `formulaire-${v.slug}.pdf`, enLigne: true }
    }),
  )
}
