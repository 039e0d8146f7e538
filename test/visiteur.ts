import type { maisonDEssai } from './maison.ts'

type Maison = Awaited<ReturnType<typeof maisonDEssai>>

/** A browser without script: it keeps its cookies, and posts forms with the token of the last page it read. */
export const visiteur = (m: Pick<Maison, 'app'>, { ip = '192.0.2.1' } = {}) => {
  const cookies: Record<string, string> = {}
  let jeton = ''
  const demander = async (method: 'GET' | 'POST', url: string, payload?: string) => {
    const r = await m.app.inject({
      method,
      url,
      cookies,
      remoteAddress: ip,
      ...(payload === undefined ? {} : { payload, headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
    })
    for (const c of r.cookies) {
      if (c.value === '') delete cookies[c.name]
      else cookies[c.name] = c.value
    }
    jeton = /name="jeton-csrf" content="([^"]+)"/.exec(r.body)?.[1] ?? jeton
    return { statut: r.statusCode, html: r.body, vers: r.headers.location, cookies: r.cookies, entetes: r.headers }
  }
  return {
    cookies,
    page: (url: string) => demander('GET', url),
    /** Reads `depuis` (the form's page, `url` itself unless said), then posts. */
    envoyer: async (url: string, champs: Record<string, string>, depuis = url) => {
      await demander('GET', depuis)
      return demander('POST', url, new URLSearchParams({ ...champs, _csrf: jeton }).toString())
    },
    /** Posts exactly this. */
    poster: (url: string, champs: Record<string, string>) =>
      demander('POST', url, new URLSearchParams(champs).toString()),
  }
}
