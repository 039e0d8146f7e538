import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import type { Refus } from '../../domaine/refus.ts'

/** What a handler answers: a page, a redirection after an act (303), a file, or a refusal that has no page of its own. */
export type Sortie =
  | { page: VNode; statut?: number }
  | { vers: string }
  | { texte: string | Buffer | Readable; type: string; nom?: string; enLigne?: boolean; statut?: number }
  | Refus

export type Traitement = (requete: Requete, reponse: FastifyReply) => Promise<Sortie> | Sortie
export type Requete = FastifyRequest<{
  Params: Record<string, string>
  Querystring: Record<string, string | undefined>
  Body: Record<string, string | string[] | undefined>
}>

export type Outils = {
  rendre: (page: VNode) => string
  pageErreur: (requete: FastifyRequest, statut: number, detail?: string) => string
  /** Where to send somebody who must sign in first. */
  connexion: (retour: string) => string
}

type Route = { chemin: string; acces: 'public' | 'connecte' }

/** Declares pages: `pages.get(urls.dossier, handler)`, `pages.post(…)`. Checks the sign-in, renders, redirects, translates refusals. */
export const declarerPages = (app: FastifyInstance, outils: Outils) => {
  const route =
    (method: 'GET' | 'POST' | 'PUT') =>
    (adresse: Route, traitement: Traitement): void => {
      app.route({
        method,
        url: adresse.chemin,
        handler: async (brute, reponse) => {
          brute.query = uneFois(brute.query as Record<string, string | string[] | undefined>) // as the parser gives it
          const requete = brute as Requete // params and query are strings; each handler parses what it reads
          if (adresse.acces === 'connecte' && !requete.session) {
            const retour = method === 'GET' ? requete.url : (depuis(requete.headers.referer) ?? requete.url)
            return reponse.redirect(outils.connexion(retour), 303)
          }
          return envoyer(outils, requete, reponse, await traitement(requete, reponse))
        },
      })
    }
  return { get: route('GET'), post: route('POST'), put: route('PUT') }
}

/** `?q=a&q=b`: the last one, as browsers and proxies disagree on the others. Lists of choices are posted, or written `a,b`. */
const uneFois = (recherche: Record<string, string | string[] | undefined>): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(recherche).map(([k, v]) => [k, Array.isArray(v) ? v.at(-1) : v]))

/** The page that a form was on, when the browser says it well. */
const depuis = (referer: string | undefined): string | undefined =>
  referer && URL.canParse(referer) ? new URL(referer).pathname : undefined

export type Pages = ReturnType<typeof declarerPages>

const envoyer = (outils: Outils, requete: FastifyRequest, reponse: FastifyReply, sortie: Sortie) => {
  if ('page' in sortie)
    return (
      reponse
        .status(sortie.statut ?? 200)
        .type('text/html; charset=utf-8')
        // In bytes at once: a long text would be walked twice, for its length then for its writing.
        .send(Buffer.from(outils.rendre(sortie.page)))
    )
  if ('vers' in sortie) return reponse.redirect(sortie.vers, 303)
  if ('texte' in sortie) {
    reponse.status(sortie.statut ?? 200).type(sortie.type)
    if (sortie.nom)
      reponse.header(
        'content-disposition',
        `${sortie.enLigne ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(sortie.nom)}`,
      )
    return reponse.send(sortie.texte)
  }
  return reponse
    .status(sortie.statut)
    .type('text/html; charset=utf-8')
    .send(outils.pageErreur(requete, sortie.statut, sortie.detail))
}
