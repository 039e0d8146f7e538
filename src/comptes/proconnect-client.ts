import * as oidc from 'openid-client'
import type { Maison } from '../maison.ts'

type ConfigProConnect = NonNullable<Maison['config']['proconnect']>

const configurations = new Map<string, Promise<oidc.Configuration>>()

/** ProConnect's addresses and keys, read once from its discovery document; read again after a failure. Every signature is checked,
 * that of the userinfo too. http is accepted on this machine alone (tests). */
export const decouvrir = (c: ConfigProConnect): Promise<oidc.Configuration> => {
  const cle = `${c.emetteur} ${c.client}`
  const connue = configurations.get(cle)
  if (connue) return connue
  const lue = lire(c)
  configurations.set(cle, lue)
  lue.catch(() => configurations.delete(cle))
  return lue
}

const lire = (c: ConfigProConnect): Promise<oidc.Configuration> => {
  const emetteur = new URL(c.emetteur)
  const local = emetteur.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(emetteur.hostname)
  return oidc.discovery(
    emetteur,
    c.client,
    { id_token_signed_response_alg: 'RS256', userinfo_signed_response_alg: 'RS256' },
    oidc.ClientSecretPost(c.secret), // ProConnect reads the secret in the body
    {
      timeout: 10,
      execute: [oidc.enableNonRepudiationChecks, ...(local ? [oidc.allowInsecureRequests] : [])],
    },
  )
}

export type Depart = { url: URL; etat: string; nonce: string; verificateur: string }

/** Where to send the browser, and what must come back. ProConnect refuses any parameter that it does not know: PKCE is used when it
 * says that it knows it. */
export const preparerDepart = async (c: ConfigProConnect, retour: string): Promise<Depart> => {
  const configuration = await decouvrir(c)
  const [etat, nonce, verificateur] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()]
  const url = oidc.buildAuthorizationUrl(configuration, {
    redirect_uri: retour,
    scope: 'openid given_name usual_name email siret idp_id',
    state: etat,
    nonce,
    ...(configuration.serverMetadata().supportsPKCE()
      ? { code_challenge: await oidc.calculatePKCECodeChallenge(verificateur), code_challenge_method: 'S256' }
      : {}),
  })
  return { url, etat, nonce, verificateur }
}

export type Retour = { idToken: string; revendications: Record<string, unknown> }

/** Exchanges the code: checks state, nonce, issuer, audience, dates and both signatures. Throws when anything is wrong. */
export const lireRetour = async (
  c: ConfigProConnect,
  adresse: URL,
  attendu: { etat: string; nonce: string; verificateur: string },
): Promise<Retour> => {
  const configuration = await decouvrir(c)
  const jetons = await oidc.authorizationCodeGrant(configuration, adresse, {
    expectedState: attendu.etat,
    expectedNonce: attendu.nonce,
    idTokenExpected: true,
    ...(configuration.serverMetadata().supportsPKCE() ? { pkceCodeVerifier: attendu.verificateur } : {}),
  })
  const sub = jetons.claims()?.sub
  if (!sub || !jetons.id_token) throw new Error('ProConnect answered without an identity')
  const revendications = await oidc.fetchUserInfo(configuration, jetons.access_token, sub)
  return { idToken: jetons.id_token, revendications }
}

/** Where the browser goes to leave ProConnect too; undefined when it offers no such address. */
export const adresseDeSortie = async (
  c: ConfigProConnect,
  idToken: string,
  apres: string,
): Promise<string | undefined> => {
  const configuration = await decouvrir(c)
  if (!configuration.serverMetadata().end_session_endpoint) return undefined
  return oidc.buildEndSessionUrl(configuration, {
    id_token_hint: idToken,
    post_logout_redirect_uri: apres,
    state: oidc.randomState(),
  }).href
}
