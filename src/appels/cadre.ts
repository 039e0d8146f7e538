import type { FastifyRequest } from 'fastify'
import { appelAJour, periodeAppel } from '../domaine/appel/periode.ts'
import type { Appel } from '../domaine/appel/schema.ts'
import type { Maison } from '../maison.ts'
import { type AppelPublie, lireAppelPublie } from '../registre/appels.ts'
import type { Cadre } from '../ui/page.tsx'
import { urls } from '../urls.ts'

/** What every public page of a call receives. `appel` follows a prolongation; `adresse` is the site's, without a final slash. */
export type VueAppel = ReturnType<typeof periodeAppel> & {
  cadre: Cadre
  adresse: string
  slug: string
  ouverture: Date
  appel: Appel
  maintenant: Date
}

/** The call and the frame of its pages, its own links in the navigation; undefined when the call does not exist. */
export const vueAppel = async (
  maison: Maison,
  requete: FastifyRequest,
  slug: string,
  liens: { laureats: boolean },
): Promise<VueAppel | undefined> => {
  // PostgreSQL refuses a NUL in any text: what cannot be the name of a call is not asked.
  if (!/^[a-z0-9-]{1,60}$/.test(slug)) return undefined
  const publie = await lireAppelPublie(maison.porte.base, slug)
  if (!publie) return undefined
  const cadre = maison.cadre(requete)
  return {
    ...periodeAppel(publie, requete.recuLe),
    cadre: { ...cadre, navigation: [...navigation(publie, requete.url, liens), ...(cadre.navigation ?? [])] },
    adresse: maison.config.adressePublique,
    slug,
    ouverture: publie.ouverture,
    appel: appelAJour(publie),
    maintenant: requete.recuLe,
  }
}

const navigation = ({ slug }: AppelPublie, url: string, { laureats }: { laureats: boolean }) => {
  const ici = url.split('?')[0] ?? ''
  return [
    { libelle: 'L’appel', href: urls.appel.href({ slug }) },
    { libelle: 'Guide', href: urls.guide.href({ slug }) },
    ...(laureats ? [{ libelle: 'Lauréats', href: urls.laureats.href({ slug }) }] : []),
  ].map((l) => ({ ...l, ici: l.href === ici }))
}
