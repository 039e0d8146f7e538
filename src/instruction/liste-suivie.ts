import type { FastifyReply } from 'fastify'
import type { Maison } from '../maison.ts'
import type { Requete } from '../socle/http/pages.ts'
import { urls } from '../urls.ts'
import { type Contexte, type RechercheBureau, schemaRecherche } from './queries.ts'
import { type Voisins, voisinsDuBureau } from './voisins.ts'

const COOKIE = 'liste'

/** The list that this browser walks through: its address, and the dossiers before and after the one on screen. */
export type ListeSuivie = Voisins & { href: string; recherche: RechercheBureau }

/** Remembers, for the time of the visit, which list of the desk was last read, and which page of it. */
export const retenirListe = (maison: Maison, reponse: FastifyReply, slug: string, recherche: RechercheBureau): void => {
  reponse.setCookie(COOKIE, requeteDe(recherche), {
    path: urls.bureau.href({ slug }),
    httpOnly: true,
    sameSite: 'lax',
    secure: maison.config.adressePublique.startsWith('https:'),
  })
}

/** Where this dossier stands in the list that was last read; undefined when none was. */
export const listeSuivie = async (
  maison: Maison,
  requete: Requete,
  id: string,
  contexte: Contexte,
): Promise<ListeSuivie | undefined> => {
  const brut = requete.cookies[COOKIE]
  if (brut === undefined) return undefined
  const recherche = schemaRecherche.parse(Object.fromEntries(new URLSearchParams(brut.slice(0, 2000))))
  const { precedent, suivant } = await voisinsDuBureau(maison.porte.base, recherche, contexte, id)
  const ancre = `#d-${id}`
  return {
    precedent,
    suivant,
    recherche,
    href: `${urls.bureau.href({ slug: contexte.slug })}?${requeteDe(recherche)}${ancre}`,
  }
}

/** A search as the query of the desk's address. */
export const requeteDe = (recherche: RechercheBureau): string =>
  new URLSearchParams(
    Object.entries(recherche).flatMap(([k, x]) => (x === undefined || x === '' ? [] : [[k, String(x)]])),
  ).toString()
