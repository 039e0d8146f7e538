import type { Readable } from 'node:stream'
import { SMTPServer } from 'smtp-server'

/** What is answered to the mail server that hands a message over: taken, refused for good, or « come back later ». */
export type Verdict = { pris: true } | { pris: false; phrase: string }

export type Reception = { port: number; fermer: () => Promise<void> }

const MAX_OCTETS = 30_000_000
const MAX_DESTINATAIRES = 20
const TENIR = 60_000

/**
 * Listens for messages handed over by the operator's own mail server (SMTP, or LMTP when `lmtp`), on `hote` (loopback unless
 * configured). Without authentication or relaying: an address that `accepter` does not know is refused before its message is read.
 * `recevoir` reads one message; when it throws, the mail server is asked to try again later (451).
 */
export const ouvrirReception = (
  o: { port: number; hote: string; lmtp: boolean },
  portes: {
    accepter: (adresse: string) => boolean
    recevoir: (brut: Readable, destinataires: string[]) => Promise<Verdict>
    surErreur: (e: unknown) => void
  },
): Promise<Reception> => {
  const serveur = new SMTPServer({
    lmtp: o.lmtp,
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    banner: 'Laureat',
    size: MAX_OCTETS,
    maxClients: 20,
    socketTimeout: TENIR,
    closeTimeout: 5000,
    onRcptTo: ({ address }, session, suite) => {
      if (session.envelope.rcptTo.length >= MAX_DESTINATAIRES)
        return suite(erreurSmtp(452, '4.5.3 Too many recipients'))
      suite(portes.accepter(address) ? undefined : erreurSmtp(550, '5.1.1 Adresse de réponse inconnue'))
    },
    onData: (flux, session, suite) => {
      const a = session.envelope.rcptTo.map((r) => r.address)
      // The whole message is always read: a mail server that is cut off in the middle would send it again.
      portes
        .recevoir(flux, a)
        .finally(() => flux.resume())
        .then(
          (v) => (v.pris ? suite() : suite(erreurSmtp(550, `5.7.1 ${v.phrase}`))),
          (e) => {
            portes.surErreur(e)
            suite(erreurSmtp(451, '4.3.0 Service indisponible, réessayez plus tard'))
          },
        )
    },
  })
  // A client that hangs up is no news.
  serveur.on('error', (e) => portes.surErreur(e))
  return new Promise((resoudre, rejeter) => {
    serveur.once('error', rejeter)
    const ecoute = serveur.listen(o.port, o.hote, () => {
      serveur.off('error', rejeter)
      const adresse = ecoute.address()
      resoudre({
        port: typeof adresse === 'object' && adresse ? adresse.port : o.port,
        fermer: () => new Promise((fini) => serveur.close(fini)),
      })
    })
  })
}

const erreurSmtp = (code: number, phrase: string): Error => Object.assign(new Error(phrase), { responseCode: code })
