import { codeErreur } from '../erreur-demarrage.ts'

/** Stopped, restarting, or out of connections: PostgreSQL classes 08, 53 and 57P, and what the network says of it. */
const CODES = /^(?:08...|53...|57P..|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH)$/
const PHRASES =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/i

/** Did this fail because the database is away? Trying again in a moment is then the right answer (503). */
export const estIndisponible = (e: unknown): boolean =>
  CODES.test(codeErreur(e)) || (e instanceof Error && PHRASES.test(e.message))

/** What the person reads then: true whether the cut came before or after the act was written. */
export const PHRASE_INDISPONIBLE =
  'Le service ne répond pas pour le moment. Réessayez dans quelques secondes\u00a0: ce qui a été enregistré le reste, et rien ne se fait deux fois.'
