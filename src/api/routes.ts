import type { FastifyInstance } from 'fastify'
import { apiComptes } from '../comptes/api.ts'
import { apiModeles } from '../conventions/api.ts'
import { apiMessages } from '../instruction/api.ts'
import type { Maison } from '../maison.ts'
import { estIndisponible, PHRASE_INDISPONIBLE } from '../socle/base/indisponible.ts'
import { apiExport } from '../versements/api.ts'
import { apiAppels } from './appels.ts'
import { apiCommission } from './commission.ts'
import { declarerApi } from './contexte.ts'
import { apiDossiers } from './dossiers.ts'
import { openapi } from './openapi.ts'
import { apiPieces } from './pieces.ts'
import { probleme } from './probleme.ts'
import { apiPiecesDeSeance } from './seance-pieces.ts'

/** Everything under /api/v1. Errors of the framework (malformed JSON, too large…) become problem+json too. */
export const routesApi = async (racine: FastifyInstance, maison: Maison): Promise<void> => {
  await racine.register(
    async (app) => {
      app.setErrorHandler((erreur: { statusCode?: number; code?: string }, requete, reponse) => {
        // A body that is no JSON, or one without end, is an invalid input like another (contrat.md §4).
        const statut = erreur.statusCode === 400 ? 422 : (erreur.statusCode ?? 500)
        const connu = ERREURS[statut]
        if (connu) return probleme(reponse, statut, connu.code, connu.detail)
        requete.log.error({ err: erreur }, 'unexpected error')
        if (estIndisponible(erreur))
          return probleme(reponse.header('retry-after', '5'), 503, 'indisponible', PHRASE_INDISPONIBLE)
        return probleme(
          reponse,
          500,
          'erreur_interne',
          'Une erreur est survenue de notre côté. Rien n’a été enregistré\u202f; réessayez.',
        )
      })
      app.setNotFoundHandler((_requete, reponse) =>
        probleme(reponse, 404, 'introuvable', 'Cette adresse n’existe pas.'),
      )
      // JSON, and multipart where a file is sent: nothing else is read here.
      app.removeContentTypeParser(['text/plain', 'application/x-www-form-urlencoded'])
      // Clients often say « application/json » on an empty body.
      app.addContentTypeParser('application/json', { parseAs: 'string' }, (_requete, corps, fini) => {
        if (corps === '') return fini(null, undefined)
        try {
          fini(null, JSON.parse(String(corps).replace(/^\uFEFF/, '')))
        } catch {
          fini(Object.assign(new Error('malformed JSON'), { statusCode: 400 }), undefined)
        }
      })
      const api = declarerApi(app, maison)
      api.publique('/openapi.json', async () => ({ corps: openapi(maison.config.adressePublique) }))
      apiAppels(api, maison)
      apiDossiers(api, maison)
      apiPieces(api, maison)
      apiCommission(api, maison)
      apiPiecesDeSeance(api, maison)
      apiExport(api, maison)
      apiModeles(api, maison)
      apiComptes(api, maison)
      apiMessages(api, maison)
    },
    { prefix: '/api/v1' },
  )
}

const ERREURS: Record<number, { code: string; detail: string }> = {
  422: { code: 'json_invalide', detail: 'Le corps de la requête n’est pas un JSON valable.' },
  413: { code: 'trop_volumineux', detail: 'Cet envoi est trop volumineux.' },
  415: { code: 'type_refuse', detail: 'Ce type de contenu n’est pas accepté ici\u00a0: envoyez du JSON.' },
  429: {
    code: 'trop_de_requetes',
    detail: 'Trop de requêtes en peu de temps\u00a0: attendez une seconde, puis réessayez.',
  },
}
