import { Readable } from 'node:stream'
import { createTransport } from 'nodemailer'
import { codeErreur } from '../erreur-demarrage.ts'

export type Courriel = {
  /** `aides@exemple.fr` or `Nom <aides@exemple.fr>`. */
  de: string
  /** One plain address: a letter to several people is several letters. */
  a: string
  repondreA?: string
  objet: string
  texte: string
  html: string
  piecesJointes?: readonly { nom: string; type: string; contenu: Buffer | Readable | string }[]
  /** Id of the letter: its Message-ID comes from it, so that a second sending after a crash is recognisable as the same. */
  idMessage: string
}

/**
 * `garde`: no mail server (demonstration). `refuse`: `raison` is a French sentence; `definitif` when the address or the letter was
 * refused for good (5xx), and trying again would change nothing.
 */
export type Envoi = { etat: 'envoye' } | { etat: 'garde' } | { etat: 'refuse'; raison: string; definitif: boolean }

export type Transport = {
  envoyer(courriel: Courriel): Promise<Envoi>
  /** Null when the mail server accepts us (or none is configured); else the French sentence for administrators. */
  etat(): Promise<string | null>
  fermer(): void
}

/** Opens the pooled connections to the SMTP relay of `smtp` (`smtp://`, `smtps://`); without it, letters are kept and never leave. */
export function ouvrirTransport({ smtp }: { smtp?: string }, { delai = 30_000 } = {}): Transport {
  if (!smtp) return { envoyer: async () => ({ etat: 'garde' }), etat: async () => null, fermer() {} }
  const relais = createTransport({
    url: smtp,
    pool: true,
    maxConnections: 4,
    maxMessages: 100,
    connectionTimeout: Math.min(delai, 10_000),
    greetingTimeout: Math.min(delai, 10_000),
    socketTimeout: delai,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async envoyer(courriel) {
      try {
        if (!estAdresse(courriel.a))
          return { etat: 'refuse', raison: `Adresse incorrecte\u00a0: ${uneLigne(courriel.a)}.`, definitif: true }
        await relais.sendMail(message(courriel))
        return { etat: 'envoye' }
      } catch (erreur) {
        return refusDe(erreur, courriel.a)
      } finally {
        // A letter refused before its content was read would keep its files open.
        for (const { contenu } of courriel.piecesJointes ?? []) if (contenu instanceof Readable) contenu.destroy()
      }
    },
    async etat() {
      try {
        await relais.verify()
        return null
      } catch (erreur) {
        const refus = refusDe(erreur, '')
        return refus.etat === 'refuse' ? refus.raison : null
      }
    },
    fermer: () => relais.close(),
  }
}

/** Message-ID of a letter, the same at each try: `<lettre.<id>@domain of the sender>`. */
export const identifiantMessage = (id: string, de: string): string =>
  `<lettre.${id.replace(/[^A-Za-z0-9._-]/g, '')}@${/@([A-Za-z0-9.-]+)>?\s*$/.exec(de)?.[1] ?? 'localhost'}>`

const message = (c: Courriel) => ({
  from: expediteur(c.de),
  // As an object: a comma or an angle bracket in it never makes a second recipient.
  to: { name: '', address: c.a },
  ...(c.repondreA && estAdresse(c.repondreA) ? { replyTo: { name: '', address: c.repondreA } } : {}),
  subject: uneLigne(c.objet).slice(0, 500),
  text: c.texte,
  html: c.html,
  messageId: identifiantMessage(c.idMessage, c.de),
  // Holiday answerers stay silent (RFC 3834).
  headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': 'fr' },
  attachments: (c.piecesJointes ?? []).map((p) => ({
    filename: uneLigne(p.nom),
    contentType: uneLigne(p.type),
    content: p.contenu,
  })),
})

function expediteur(de: string): { name: string; address: string } {
  const [, nom = '', adresse = uneLigne(de)] = /^(.*)<([^<>]+)>$/.exec(uneLigne(de)) ?? []
  return { name: nom.replace(/["<>]/g, '').trim(), address: adresse.trim() }
}

/** No control character ever reaches a header: this is what makes injecting one impossible. */
const uneLigne = (texte: string) => texte.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()

const estAdresse = (a: string) =>
  a.length <= 254 && /^[^\s@<>(),;:"\\[\]\p{Cc}]+@[^\s@<>(),;:"\\[\]\p{Cc}]+\.[^\s@<>(),;:"\\[\]\p{Cc}]+$/u.test(a)

function refusDe(erreur: unknown, a: string): Envoi {
  const e = erreur instanceof Error ? erreur : new Error(String(erreur))
  const reponse = 'response' in e && typeof e.response === 'string' ? uneLigne(e.response).slice(0, 300) : ''
  const code = 'responseCode' in e ? Number(e.responseCode) : 0
  const commande = 'command' in e ? String(e.command) : ''
  // A 5xx to our own name or password is our relay's business: the letter must wait, not be lost.
  const definitif = code >= 500 && /^(?:RCPT TO|DATA)/i.test(commande)
  if (code > 0) {
    return {
      etat: 'refuse',
      raison: `Le serveur de courriel a refusé ${a || 'la connexion'}\u00a0: ${reponse || code}`,
      definitif,
    }
  }
  return {
    etat: 'refuse',
    raison: `Le serveur de courriel ne répond pas (${codeErreur(e) || uneLigne(e.message)}).`,
    definitif: false,
  }
}
