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

/**
 * Does the request carry the token of its visitor: field `_csrf`, header `x-jeton-csrf`, or `?_csrf=`? The body of a file form is
 * read as a stream, later: there the browser says that the form is ours, so that no token stays in the address of the page.
 */
export const csrfValable = (requete: FastifyRequest): boolean => {
  if (/^multipart\/form-data/i.test(requete.headers['content-type'] ?? '') && dIci(requete)) return true
  const corps = requete.body
  const champ = typeof corps === 'object' && corps !== null && '_csrf' in corps ? corps._csrf : undefined
  const requetes = requete.query as Record<string, unknown> // a query string is an object of strings
  const recu = [champ, requete.headers['x-jeton-csrf'], requetes._csrf].find((x) => typeof x === 'string' && x !== '')
  return typeof recu === 'string' && egaux(recu, requete.jetonCsrf)
}

/** Sent by a page of ours: `Sec-Fetch-Site` and `Origin` are written by the browser, no page can forge them. */
const dIci = (requete: FastifyRequest): boolean => {
  const { origin } = requete.headers
  const site = requete.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin'
  return origin !== undefined && URL.canParse(origin) && new URL(origin).host === requete.host
}

const egaux = (a: string, b: string): boolean => {
  const [x, y] = [Buffer.from(a), Buffer.from(b)]
  return x.length === y.length && timingSafeEqual(x, y)
}
