import { codeErreur } from '../erreur-demarrage.ts'

/** An error as logs keep it: where and which, never with whose data. PostgreSQL quotes values in its details, and in the
 * messages of data exceptions (class 22). */
export const sansDonnees = (e: unknown): { type: string; code: string; message: string; pile: string } => {
  const erreur = e instanceof Error ? e : new Error('not an error')
  const code = codeErreur(erreur)
  const message = /^22...$/.test(code)
    ? 'data exception'
    : erreur.message.replace(/"[^"]*@[^"]*"/g, '"…"').slice(0, 500)
  const pile = (erreur.stack ?? '').split('\n').filter((l) => /^\s+at /.test(l))
  return { type: erreur.name, code, message, pile: pile.join('\n') }
}
