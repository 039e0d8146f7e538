// The tests' identity provider ships no types: only what they use is said.
declare module 'oidc-provider' {
  import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'

  type Contexte = { path: string; body: unknown; type: string }
  export default class Provider {
    constructor(emetteur: string, configuration: Record<string, unknown>)
    callback(): RequestListener
    use(middleware: (ctx: Contexte, next: () => Promise<void>) => Promise<void>): void
    interactionFinished(requete: IncomingMessage, reponse: ServerResponse, resultat: object): Promise<void>
    interactionDetails(
      requete: IncomingMessage,
      reponse: ServerResponse,
    ): Promise<{
      prompt: { name: string }
      params: Record<string, string>
      session?: { accountId: string }
      grantId?: string
    }>
    Grant: new (p: {
      accountId: string
      clientId: string
    }) => { addOIDCScope(portee: string): void; save(): Promise<string> }
    on(evenement: string, faire: (...a: unknown[]) => void): void
  }
}
