import { createHmac, timingSafeEqual } from 'node:crypto'

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567'
const TAILLE = 16

/** Where an answer to a letter comes back: `repondre+<id of the letter>.<signature>@domaine`, 64 characters at most before the @ (RFC 5321). */
export function adresseDeReponse(secret: string, domaine: string, lettre: string): string {
  if (!/^[a-z0-9-]{1,38}$/.test(lettre)) throw new Error(`An id does not fit a reply address: ${lettre}.`)
  return `repondre+${lettre}.${signer(secret, lettre)}@${domaine}`
}

/** The letter of a reply address that we signed; null for any other. Mailboxes may change its case. */
export function lireAdresseDeReponse(secret: string, adresse: string): string | null {
  const [, lettre, signature] = /^repondre\+([a-z0-9-]{1,38})\.([a-z2-7]{16})@/.exec(adresse.trim().toLowerCase()) ?? []
  if (!lettre || !signature) return null
  return timingSafeEqual(Buffer.from(signature), Buffer.from(signer(secret, lettre))) ? lettre : null
}

/** 80 bits in letters and digits that survive any mailbox; a key of its own, derived from the server's secret. */
function signer(secret: string, lettre: string): string {
  const empreinte = createHmac('sha256', `reponse:${secret}`).update(lettre).digest()
  let bits = ''
  for (const octet of empreinte.subarray(0, 10)) bits += octet.toString(2).padStart(8, '0')
  return Array.from({ length: TAILLE }, (_, i) => ALPHABET[Number.parseInt(bits.slice(i * 5, i * 5 + 5), 2)]).join('')
}
