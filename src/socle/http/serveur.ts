import { randomUUID } from 'node:crypto'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyInstance, type FastifyRequest, type FastifyServerOptions, LogController } from 'fastify'
import { pino } from 'pino'
import { estIndisponible, PHRASE_INDISPONIBLE } from '../base/indisponible.ts'
import { sansDonnees } from './journaux.ts'
import { assainirCorps } from './propre.ts'
import type { Session } from './requete.ts'
import { COOKIE_SESSION, csrfValable, jetonCsrf } from './securite.ts'

export type OptionsServeur = {
  secret: string
  sur: boolean
  proxys: number
  journaux: boolean
  maintenant: () => Date
  lireSession: (cookie: string, requete: FastifyRequest) => Promise<Session | undefined>
  /** The page shown for an error: 404, 403, 500… */
  pageErreur: (requete: FastifyRequest, statut: number, detail?: string) => string
}

/** The HTTP server without any page: security headers, forms, sessions, forgery protection, logs without personal data. */
export const creerServeur = async (o: OptionsServeur): Promise<FastifyInstance> => {
  const options: FastifyServerOptions = {
    ...(o.journaux ? { loggerInstance: journaliser() } : {}),
    // One line per request, when it is answered.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    // `saut` 0 is whoever holds the connection: believed only when a proxy of ours is declared.
    trustProxy: (_adresse, saut) => saut < o.proxys,
    bodyLimit: 2 * 1024 * 1024,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 300 },
    forceCloseConnections: 'idle',
  }
  const app = Fastify(options)
  const entetes = await entetesDeSecurite(o.sur)
  await app.register(cookie)
  await app.register(formbody, { bodyLimit: 2 * 1024 * 1024 })
  await app.register(multipart, {
    limits: { fileSize: 20_000_000, files: 1, fields: 20, fieldSize: 100_000 },
    throwFileSizeLimit: false,
  })
  await app.register(rateLimit, { global: false })
  await app.register(compress, { encodings: ['br', 'gzip'], threshold: 1024 })

  app.decorateRequest('recuLe')
  app.decorateRequest('session', null)
  app.decorateRequest('jetonCsrf', '')
  app.addHook('onRequest', async (requete, reponse) => {
    requete.recuLe = o.maintenant()
    reponse.headers(entetes)
    if (/%00/i.test(requete.url)) return reponse.callNotFound()
    if (requete.url.startsWith('/actifs/') || requete.url === '/sante' || requete.url.startsWith('/api/')) return
    requete.jetonCsrf = jetonCsrf(o.secret, requete, reponse, o.sur)
    const valeur = requete.cookies[COOKIE_SESSION]
    if (valeur) requete.session = (await o.lireSession(valeur, requete)) ?? null
    reponse.header('cache-control', 'no-store')
  })
  if (o.journaux)
    app.addHook('onResponse', async (req, res) => {
      req.log.info({ req, res, ms: Math.round(res.elapsedTime) }, 'request completed')
    })
  app.addHook('preValidation', async (requete) => {
    // Files are left alone: only what people type is text.
    if (/^application\/(json|x-www-form-urlencoded)/i.test(requete.headers['content-type'] ?? ''))
      requete.body = assainirCorps(requete.body)
  })
  app.addHook('preHandler', async (requete, reponse) => {
    if (['GET', 'HEAD'].includes(requete.method) || requete.url.startsWith('/api/')) return
    if (csrfValable(requete)) return
    reponse
      .status(403)
      .type('text/html')
      .send(
        o.pageErreur(
          requete,
          403,
          'Ce formulaire a expiré. Revenez à la page précédente, rechargez-la, puis envoyez de nouveau : votre texte y est encore.',
        ),
      )
  })
  app.setNotFoundHandler((requete, reponse) => {
    reponse.status(404).type('text/html').send(o.pageErreur(requete, 404))
  })
  app.setErrorHandler((erreur: { statusCode?: number }, requete, reponse) => {
    const absente = estIndisponible(erreur)
    const attendu = erreur.statusCode && erreur.statusCode >= 400 && erreur.statusCode < 500 ? erreur.statusCode : 500
    const statut = absente ? 503 : attendu
    if (statut >= 500) requete.log.error({ err: erreur }, 'unexpected error')
    if (absente) reponse.header('retry-after', '5')
    reponse
      .status(statut)
      .type('text/html')
      .send(o.pageErreur(requete, statut, absente ? PHRASE_INDISPONIBLE : undefined))
  })
  return app
}

// Logs name the route, never the address that was asked: links hold secrets, searches hold names.
const journaliser = () =>
  pino({
    serializers: {
      req: (r: FastifyRequest) => ({ methode: r.method, route: r.routeOptions?.url ?? 'inconnue' }),
      res: (r: { statusCode: number }) => ({ statut: r.statusCode }),
      err: sansDonnees,
    },
  })

/** The security headers of every answer, as helmet writes them. They never vary: asked once, at start. */
const entetesDeSecurite = async (sur: boolean): Promise<Record<string, string>> => {
  const modele = Fastify()
  await modele.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'"],
        frameSrc: ["'self'"],
        objectSrc: ["'self'"],
        baseUri: ["'none'"],
        manifestSrc: ["'self'"],
        ...(sur ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    referrerPolicy: { policy: 'same-origin' },
    hsts: sur ? { maxAge: 31_536_000, includeSubDomains: true } : false,
  })
  let ecrits = {}
  modele.get('/', (_requete, reponse) => {
    ecrits = reponse.raw.getHeaders()
    return reponse.send()
  })
  await modele.inject('/')
  await modele.close()
  return ecrits
}
