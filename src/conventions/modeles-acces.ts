import type { Appel } from '../domaine/appel/schema.ts'
import type { ModeleEnVigueur } from '../domaine/convention/modele.ts'
import type { Acteur } from '../domaine/faits.ts'
import type { Maison } from '../maison.ts'
import { lireAppelPublie } from '../registre/appels.ts'
import { lireModele } from '../registre/modele-convention.ts'
import type { Requete } from '../socle/http/pages.ts'
import { acteurDe } from '../socle/http/requete.ts'
import { cadreDuBureau } from '../ui/bureau.ts'
import type { Cadre } from '../ui/page.tsx'
import { lecteurDe, tient } from './vote-queries.ts'

/** What the pages of the models know; `ecrit`: this person may change them. */
export type VueModeles = {
  slug: string
  appel: Appel
  acteur: Acteur
  cadre: Cadre
  modele: ModeleEnVigueur
  ecrit: boolean
}

/** The call's models for somebody who works on the call; undefined otherwise (the same 404). */
export const entrerModeles = async (maison: Maison, requete: Requete): Promise<VueModeles | undefined> => {
  const slug = requete.params.slug ?? ''
  const acteur = acteurDe(requete)
  if (!lecteurDe(acteur, slug)) return undefined
  const publie = await lireAppelPublie(maison.porte.base, slug)
  return (
    publie && {
      slug,
      appel: publie.appel,
      acteur,
      cadre: cadreDuBureau(maison.cadre(requete), publie.appel, 'modeles'),
      modele: await lireModele(maison.porte.base, slug),
      ecrit: tient(acteur, slug, 'administrateur_appel', 'instructeur'),
    }
  )
}
