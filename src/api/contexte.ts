import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Acteur } from '../domaine/faits.ts'
import { estRefus, type Refus, saisieInvalide } from '../domaine/refus.ts'
import type { Maison } from '../maison.ts'
import { acteurParJeton } from '../registre/acteurs.ts'
import { executerUneFois } from './idempotence.ts'
import { enProbleme, probleme } from './probleme.ts'

export type Appelant = { acteur: Acteur; requete: RequeteApi; reponse: FastifyReply; maison: Maison }
export type RequeteApi = FastifyRequest<{
  Params: Record<string, string>
  Querystring: Record<string, string | undefined>
}>
/** What an API handler answers: a body with its status (200 by default) and headers, or a refusal. */
export type Resultat = { corps: unknown; statut?: number; etag?: string } | Refus

/** Declares API routes: who calls is known before the handler, refusals become problem+json, POSTs are idempotent by key. */
export const declarerApi = (app: FastifyInstance, maison: Maison) => {
  const limite = {
    max: maison.config.limiteApi,
    timeWindow: 1000,
    keyGenerator: (r: FastifyRequest) => r.headers.authorization ?? r.ip,
  }
  const avecJeton =
    (method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE') =>
    (url: string, traiter: (a: Appelant) => Promise<Resultat>) =>
      app.route({
        method,
        url,
        config: { rateLimit: limite },
        handler: async (brute, reponse) => {
          const requete = brute as RequeteApi // route parameters and query are strings; handlers parse them
          const jeton = /^Bearer +([\w-]{20,200})$/i.exec(requete.headers.authorization ?? '')?.[1]
          const acteur = jeton ? await acteurParJeton(maison.porte.base, jeton, requete.recuLe) : undefined
          if (!acteur)
            return probleme(
              reponse.header('www-authenticate', 'Bearer'),
              401,
              'jeton_invalide',
              'Indiquez un jeton valable\u00a0: Authorization: Bearer <jeton>.',
            )
          const repete = parametreRepete(requete)
          if (repete) return envoyer(reponse, repete)
          const appelant = { acteur, requete, reponse, maison }
          const cle = requete.headers['idempotency-key']
          if (method === 'POST' && typeof cle === 'string' && !requete.isMultipart())
            return envoyer(reponse, await executerUneFois(appelant, cle, () => traiter(appelant)))
          return envoyer(reponse, await traiter(appelant))
        },
      })
  const publique = (url: string, traiter: (requete: RequeteApi) => Promise<Resultat>) =>
    app.route({
      method: 'GET',
      url,
      config: { rateLimit: { max: 50, timeWindow: 1000 } },
      handler: async (brute, reponse) => {
        const requete = brute as RequeteApi // as above
        return envoyer(reponse, parametreRepete(requete) ?? (await traiter(requete)))
      },
    })
  return {
    get: avecJeton('GET'),
    post: avecJeton('POST'),
    patch: avecJeton('PATCH'),
    put: avecJeton('PUT'),
    delete: avecJeton('DELETE'),
    publique,
  }
}

/** Handlers read one text per parameter: `?etat=a&etat=b` is refused (422), a list is written `?etat=a,b`. */
const parametreRepete = (requete: RequeteApi): Refus | undefined => {
  const repetes = Object.entries(requete.query ?? {}).filter(([, v]) => v !== undefined && typeof v !== 'string')
  return repetes.length > 0
    ? saisieInvalide(repetes.map(([chemin]) => ({ chemin, message: 'Ce paramètre se donne une seule fois.' })))
    : undefined
}

export type Api = ReturnType<typeof declarerApi>

const envoyer = (reponse: FastifyReply, r: Resultat) => {
  if (estRefus(r)) return enProbleme(reponse, r)
  const { corps, statut = 200, etag } = r as Exclude<Resultat, Refus> // narrowed just before
  if (etag) reponse.header('etag', etag)
  return reponse.status(statut).send(corps)
}
