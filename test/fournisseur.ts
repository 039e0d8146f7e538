import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

export type Agent = {
  sub: string
  email: string
  given_name: string
  usual_name: string
  siret: string
  idp_id: string
}

const CLIENT = { client: 'laureat-essai', secret: 'un-secret-d-essai-assez-long-pour-l-essai' }

/**
 * A real identity provider on this machine, in ProConnect's manner: signed userinfo, secret in the body, claims by scope. Whoever
 * comes is `agent`. `falsifier` changes the userinfo's answer.
 */
export const fournisseurDIdentite = async (retour: string) => {
  let agent: Agent | undefined
  let falsifier: ((corps: unknown) => { body: unknown; type?: string }) | undefined
  const serveur = createServer()
  await new Promise<void>((pret) => serveur.listen(0, '127.0.0.1', pret))
  const emetteur = `http://127.0.0.1:${(serveur.address() as AddressInfo).port}` // it listens on a port
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const provider = new Provider(emetteur, {
    clients: [
      {
        client_id: CLIENT.client,
        client_secret: CLIENT.secret,
        redirect_uris: [retour],
        post_logout_redirect_uris: [new URL('/', retour).href],
        token_endpoint_auth_method: 'client_secret_post',
        id_token_signed_response_alg: 'RS256',
        userinfo_signed_response_alg: 'RS256',
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'essai', alg: 'RS256', use: 'sig' }] },
    cookies: { keys: ['essai'] },
    features: { devInteractions: { enabled: false }, jwtUserinfo: { enabled: true } },
    scopes: ['openid', 'given_name', 'usual_name', 'email', 'siret', 'idp_id'],
    claims: {
      openid: ['sub'],
      given_name: ['given_name'],
      usual_name: ['usual_name'],
      email: ['email'],
      siret: ['siret'],
      idp_id: ['idp_id'],
    },
    interactions: { url: (_: unknown, i: { uid: string }) => `/qui/${i.uid}` },
    findAccount: (_: unknown, id: string) => ({ accountId: id, claims: () => ({ ...agent, sub: id }) }),
  })
  provider.use(async (ctx, suite) => {
    await suite()
    if (ctx.path === '/me' && falsifier) {
      const faux = falsifier(ctx.body)
      ctx.body = faux.body
      ctx.type = faux.type ?? 'application/jwt'
    }
  })
  const repondre = provider.callback()
  serveur.on('request', async (requete, reponse) => {
    if (!requete.url?.startsWith('/qui/')) return repondre(requete, reponse)
    const { prompt, params, session } = await provider.interactionDetails(requete, reponse)
    if (!agent)
      return provider.interactionFinished(requete, reponse, { error: 'access_denied', error_description: 'refus' })
    if (prompt.name === 'login')
      return provider.interactionFinished(requete, reponse, { login: { accountId: agent.sub } })
    const grant = new provider.Grant({ accountId: session?.accountId ?? '', clientId: params.client_id ?? '' })
    grant.addOIDCScope(params.scope ?? '')
    return provider.interactionFinished(requete, reponse, { consent: { grantId: await grant.save() } })
  })
  return {
    config: { emetteur, ...CLIENT },
    seraAgent: (a: Agent | undefined) => {
      agent = a
    },
    falsifiera: (f: typeof falsifier) => {
      falsifier = f
    },
    /** Follows the browser's way through the provider, until it is sent back to Lauréat. */
    traverser: async (depart: string): Promise<string> => {
      const cookies = new Map<string, string>()
      let url = depart
      for (let i = 0; i < 12 && url.startsWith(emetteur); i++) {
        const r = await fetch(url, {
          redirect: 'manual',
          headers: { cookie: [...cookies].map(([n, v]) => `${n}=${v}`).join('; ') },
        })
        for (const c of r.headers.getSetCookie()) {
          const [nom = '', valeur = ''] = (c.split(';')[0] ?? '').split(/=(.*)/s)
          if (valeur) cookies.set(nom, valeur)
          else cookies.delete(nom)
        }
        const vers = r.headers.get('location')
        if (!vers) throw new Error(`The provider stopped at ${url}: ${r.status} ${(await r.text()).slice(0, 500)}`)
        url = new URL(vers, url).href
      }
      return url
    },
    fermer: () => new Promise((fini) => serveur.close(fini).closeAllConnections()),
  }
}
