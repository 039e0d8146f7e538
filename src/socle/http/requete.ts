import type { FastifyRequest } from 'fastify'
import type { Acteur } from '../../domaine/faits.ts'

/** What the server adds to each request. */
export type Session = { empreinte: string; acteur: Acteur; contenu: Record<string, unknown>; vueLe: Date }

declare module 'fastify' {
  interface FastifyRequest {
    /** Instant of reception by the server's clock (UTC): deadlines are judged on it. */
    recuLe: Date
    session: Session | null
    /** The token that this visitor's forms must carry. */
    jetonCsrf: string
  }
}

/** Who acts; for pages behind a sign-in, where the session was checked before the handler. */
export const acteurDe = (r: FastifyRequest): Acteur => {
  if (!r.session) throw new Error('A page behind a sign-in was served without a session')
  return r.session.acteur
}
