import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

export const COOKIE_SESSION = 'session'
const COOKIE_CSRF = 'csrf'

/** The anti-forgery token of this visitor: bound to the session, or to a random cookie before sign-in. */
export const jetonCsrf = (secret: string, requete: FastifyRequest, reponse: FastifyReply, sur: boolean): string => {
  const session = requete.cookies[COOKIE_SESSION]
  if (session) return signer(secret, `s:${session}`)
  const graine = requete.cookies[COOKIE_CSRF] ?? randomBytes(18).toString('base64url')
  if (!requete.cookies[COOKIE_CSRF] && requete.method === 'GET' && !requete.url.startsWith('/api/'))
    reponse.setCookie(COOKIE_CSRF, graine, { path: '/', httpOnly: true, sameSite: 'lax', secure: sur })
  return signer(secret, `a:${graine}`)
}

const signer = (secret: string, texte: string): string =>
  createHmac('sha256', secret).update(`csrf:${texte}`).digest('base64url')

/** Does the request carry the token of its visitor: field `_csrf`, header `x-jeton-csrf`, or `?_csrf=` of a file form? */
export const csrfValable = (requete: FastifyRequest): boolean => {
  const corps = requete.body
  const champ = typeof corps === 'object' && corps !== null && '_csrf' in corps ? corps._csrf : undefined
  const requetes = requete.query as Record<string, unknown> // a query string is an object of strings
  const recu = [champ, requete.headers['x-jeton-csrf'], requetes._csrf].find((x) => typeof x === 'string' && x !== '')
  return typeof recu === 'string' && egaux(recu, requete.jetonCsrf)
}

const egaux = (a: string, b: string): boolean => {
  const [x, y] = [Buffer.from(a), Buffer.from(b)]
  return x.length === y.length && timingSafeEqual(x, y)
}
