import type { Appel } from '../domaine/appel/schema.ts'
import type { Acteur } from '../domaine/faits.ts'
import type { Role } from '../domaine/roles.ts'
import type { Maison } from '../maison.ts'
import { lireAppelPublie } from '../registre/appels.ts'
import type { Lecteur } from '../registre/lire.ts'
import { estDedans } from '../registre/seances.ts'
import type { Requete } from '../socle/http/pages.ts'
import { acteurDe } from '../socle/http/requete.ts'
import { cadreDuBureau, type PieceDuBureau } from '../ui/bureau.ts'
import type { Cadre } from '../ui/page.tsx'

/** What every page of the commission knows. `roles`: what this person holds on this call. */
export type Ecran = {
  base: Lecteur
  cadre: Cadre
  appel: Appel
  slug: string
  acteur: Acteur
  roles: Role[]
  maintenant: Date
}

/** The call of the address for somebody who works on it; undefined otherwise (the same 404). */
export const entrer = async (maison: Maison, requete: Requete, piece?: PieceDuBureau): Promise<Ecran | undefined> => {
  const slug = requete.params.slug ?? ''
  const acteur = acteurDe(requete)
  if (!estDedans(acteur, slug)) return undefined
  const publie = await lireAppelPublie(maison.porte.base, slug)
  return (
    publie && {
      base: maison.porte.base,
      cadre: cadreDuBureau(maison.cadre(requete), publie.appel, piece),
      appel: publie.appel,
      slug,
      acteur,
      roles: acteur.habilitations.filter((h) => h.portee === slug || h.portee === 'plateforme').map((h) => h.role),
      maintenant: requete.recuLe,
    }
  )
}
