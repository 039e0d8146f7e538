import { introuvable } from '../domaine/refus.ts'
import type { Slice } from '../maison.ts'
import { lireAppelPublie } from '../registre/appels.ts'
import { urls } from '../urls.ts'
import { dessiner, type Fond } from './carte-communes.tsx'
import { LaureatsPage } from './laureats-page.tsx'
import { lireContours, lireLaureats } from './laureats-queries.ts'

const DIX_MINUTES = 600_000

/** The winners of a call, for everybody, once their results are published. */
export const routesLaureats: Slice = ({ pages, maison }) => {
  const { base } = maison.porte
  // Outlines weigh megabytes and almost never change: drawn once every ten minutes at most.
  const fonds = new Map<string, { fond: Fond | undefined; le: number }>()
  const fondDe = async (slug: string, departements: readonly string[]): Promise<Fond | undefined> => {
    const connu = fonds.get(slug)
    if (connu && Date.now() - connu.le < DIX_MINUTES) return connu.fond
    const fond = dessiner(await lireContours(base, departements))
    fonds.set(slug, { fond, le: Date.now() })
    return fond
  }

  pages.get(urls.laureats, async (requete) => {
    const slug = requete.params.slug ?? ''
    const publie = /^[a-z0-9-]{1,60}$/.test(slug) ? await lireAppelPublie(base, slug) : undefined
    if (!publie) return introuvable()
    const resultats = await lireLaureats(base, slug)
    const fond = resultats.laureats.length > 0 ? await fondDe(slug, publie.appel.territoire.departements) : undefined
    const cadre = maison.cadre(requete)
    return {
      page: (
        <LaureatsPage
          cadre={{
            ...cadre,
            navigation: [
              { libelle: 'L’appel', href: urls.appel.href({ slug }) },
              { libelle: 'Guide', href: urls.guide.href({ slug }) },
              { libelle: 'Lauréats', href: urls.laureats.href({ slug }), ici: true },
              ...(cadre.navigation ?? []),
            ],
          }}
          appel={publie.appel}
          canonique={maison.config.adressePublique + urls.laureats.href({ slug })}
          {...resultats}
          fond={fond}
          page={requete.query.page}
        />
      ),
    }
  })
}
