import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { type AddressObject, type Attachment, type HeaderLines, simpleParser } from 'mailparser'
import type { Refus } from '../../domaine/refus.ts'
import { estExtension } from '../fichiers/formats.ts'
import { extensionDe, nettoyerNom } from '../fichiers/nettoyer-nom.ts'
import { MAX_OCTETS } from '../fichiers/ouvrir.ts'
import { enOctets } from '../fichiers/refus-fichier.ts'
import { sansCitation } from './sans-citation.ts'

/** A letter that came back. Attachments are still to be checked by recevoirFichier; `refusees` says which were left aside, and why. */
export type Reponse = {
  de: string
  a: string[]
  objet: string
  texte: string
  /** Its Message-ID, or the hash of the whole message: the same letter handed over twice has the same one. */
  idMessage: string
  enReponseA: string | null
  /** Holiday answer, delivery report, mailing list: nobody wrote it. */
  automatique: boolean
  piecesJointes: { nom: string; type: string; contenu: Buffer }[]
  refusees: { nom: string; raison: string }[]
}

const MAX_MESSAGE = 30_000_000
const MAX_PIECES = 20

/** Reads a raw message: the text without what it quotes, the files within limits. Refuses beyond 30 MB (413). */
export async function lireReponse(brut: Readable): Promise<Reponse | Refus> {
  const message = await recueillir(brut)
  if (!message)
    return {
      refus: true,
      statut: 413,
      code: 'message_trop_gros',
      detail: `Ce message dépasse ${enOctets(MAX_MESSAGE)}.`,
    }
  const lu = await simpleParser(message, { skipImageLinks: true, maxHtmlLengthToParse: 2_000_000 })
  const { piecesJointes, refusees } = trier(lu.attachments)
  return {
    de: adresses(lu.from)[0] ?? '',
    a: [...adresses(lu.to), ...adresses(lu.cc), ...deliveres(lu.headerLines)],
    objet: (lu.subject ?? '').slice(0, 500),
    texte: sansCitation(lu.text ?? '').slice(0, 50_000),
    idMessage: (lu.messageId ?? `sha256:${createHash('sha256').update(message).digest('hex')}`).slice(0, 500),
    enReponseA: lu.inReplyTo ?? null,
    automatique: estAutomatique(lu.headerLines),
    piecesJointes,
    refusees,
  }
}

async function recueillir(brut: Readable): Promise<Buffer | null> {
  const morceaux: Buffer[] = []
  let octets = 0
  for await (const morceau of brut) {
    const b = Buffer.from(morceau)
    octets += b.length
    // Read to its end even when it is refused: a mail server cut off in the middle would send it again.
    if (octets <= MAX_MESSAGE) morceaux.push(b)
    else morceaux.length = 0
  }
  return octets > MAX_MESSAGE ? null : Buffer.concat(morceaux)
}

function trier(recues: readonly Attachment[]): Pick<Reponse, 'piecesJointes' | 'refusees'> {
  const piecesJointes: Reponse['piecesJointes'] = []
  const refusees: Reponse['refusees'] = []
  for (const { filename, contentType, content, size, related } of recues) {
    const nom = nettoyerNom(filename ?? 'sans nom')
    if (related && contentType.startsWith('image/')) continue // the logo of a signature
    const raison = refusPiece(nom, size, piecesJointes.length)
    if (raison) refusees.push({ nom, raison })
    else piecesJointes.push({ nom, type: contentType, contenu: content })
  }
  return { piecesJointes, refusees }
}

function refusPiece(nom: string, octets: number, deja: number): string | null {
  if (!estExtension(extensionDe(nom))) return 'type de fichier non accepté'
  if (octets === 0) return 'fichier vide'
  if (octets > MAX_OCTETS) return `plus de ${enOctets(MAX_OCTETS)}`
  return deja >= MAX_PIECES ? `plus de ${MAX_PIECES} pièces jointes` : null
}

const adresses = (champ: AddressObject | AddressObject[] | undefined): string[] =>
  [champ ?? []]
    .flat()
    .flatMap((o) => o.value)
    .flatMap((a) => [a, ...(a.group ?? [])])
    .flatMap((a) => (a.address ? [a.address.toLowerCase()] : []))

// A relay keeps there the address that was really written to, when the visible one was rewritten.
const deliveres = (entetes: HeaderLines): string[] =>
  ['delivered-to', 'x-original-to']
    .map((nom) => valeurDe(entetes, nom).replace(/^<|>$/g, ''))
    .filter((adresse) => adresse !== '')

function estAutomatique(entetes: HeaderLines): boolean {
  const auto = valeurDe(entetes, 'auto-submitted')
  return (
    (auto !== '' && auto !== 'no') ||
    ['x-autoreply', 'x-autorespond', 'list-id', 'list-unsubscribe'].some((nom) => valeurDe(entetes, nom) !== '') ||
    /bulk|junk|auto_reply/.test(valeurDe(entetes, 'precedence')) ||
    valeurDe(entetes, 'return-path') === '<>'
  )
}

/** The first header of this name, as it was written, in lower case. */
const valeurDe = (entetes: HeaderLines, nom: string): string =>
  (entetes.find((e) => e.key === nom)?.line ?? '')
    .slice(nom.length + 1)
    .trim()
    .toLowerCase()
