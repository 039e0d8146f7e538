import type { Maison } from '../maison.ts'
import { type AppelPublie, lireAppelPublie } from '../registre/appels.ts'
import { estDedans } from '../registre/seances.ts'
import type { Requete } from '../socle/http/pages.ts'
import { acteurDe } from '../socle/http/requete.ts'

/** The call of the address for those who work on it; undefined otherwise (404). */
export const appelDe = async (maison: Maison, requete: Requete): Promise<AppelPublie | undefined> => {
  const slug = requete.params.slug ?? ''
  return estDedans(acteurDe(requete), slug) ? lireAppelPublie(maison.porte.base, slug) : undefined
}

export const liste = (x: string | string[] | undefined): string[] =>
  x === undefined ? [] : typeof x === 'string' ? [x] : x
