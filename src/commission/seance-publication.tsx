import { estRefus, introuvable, type Refus } from '../domaine/refus.ts'
import type { Slice } from '../maison.ts'
import { accomplirSeance } from '../registre/accomplir-seance.ts'
import { texteDe } from '../socle/http/corps.ts'
import type { Requete } from '../socle/http/pages.ts'
import { urls } from '../urls.ts'
import { entrerEnSeance, instantSaisi } from './ecran-seance.ts'
import { lireLettresPrevues } from './queries.ts'
import { SeancePublicationPage } from './seance-publication-page.tsx'

/** Before anything leaves: what will leave, to how many, and when; then the publication, now or at the chosen instant. */
export const routesSeancePublication: Slice = ({ pages, maison }) => {
  const montrer = async (requete: Requete, non?: Refus) => {
    const e = await entrerEnSeance(maison, requete)
    if (!e) return introuvable()
    if (non?.statut === 403) return non
    const { id, etat } = e.vue.seance
    // A reader of the session, or a session already published: the page that says it.
    if (!non && (!e.preside || etat !== 'close')) return { vers: urls.seance.href({ slug: e.slug, id }) }
    const lettres = await lireLettresPrevues(e.base, id, e.maintenant)
    return {
      statut: non?.statut ?? 200,
      page: <SeancePublicationPage e={e} lettres={lettres} corps={requete.body} non={non} />,
    }
  }
  pages.get(urls.seancePublication, (requete) => montrer(requete))
  pages.post(urls.seancePublication, async (requete) => {
    const e = await entrerEnSeance(maison, requete)
    if (!e) return introuvable()
    const c = requete.body ?? {}
    const quand = texteDe(c, 'quand')
    if (quand !== 'maintenant' && quand !== 'instant')
      return montrer(requete, {
        refus: true,
        statut: 422,
        code: 'saisie_invalide',
        detail: 'Choisissez quand les résultats sont publiés.',
        erreurs: [{ chemin: 'quand', message: 'Choisissez quand les résultats sont publiés.' }],
      })
    const instant = quand === 'instant' ? instantSaisi(c, 'publication', 'heure') : undefined
    if (estRefus(instant)) return montrer(requete, instant)
    const fait = await accomplirSeance(maison.porte, {
      seance: e.vue.seance.id,
      acte: 'publier_resultats',
      saisie: {
        version: Number(texteDe(c, 'version')),
        ...(instant ? { publicationLe: instant } : {}),
      },
      acteur: e.acteur,
      recuLe: requete.recuLe,
    })
    if (estRefus(fait)) return montrer(requete, fait)
    return {
      vers: urls.seance.href(
        { slug: e.slug, id: e.vue.seance.id },
        { fait: instant ? 'programmer' : 'publier_resultats' },
      ),
    }
  })
}
