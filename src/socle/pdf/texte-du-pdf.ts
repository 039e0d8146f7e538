import type { Refus } from '../../domaine/refus.ts'
import type { CodeQr } from './lecteur.ts'
import { lirePdf } from './lire-pdf.ts'

/**
 * The text of an uploaded PDF, pages separated by a blank line; an empty string for a scan. Refusal 422 when it is
 * broken, protected by a password, over 500 pages, or takes more than `delai` milliseconds to read.
 */
export async function texteDuPdf(octets: Uint8Array, delai = 20_000): Promise<string | Refus> {
  const lecture = await lirePdf({ octets, quoi: 'texte' }, delai)
  return 'refus' in lecture ? lecture : lecture.pages.map(nettoyer).join('\n\n').trim()
}

/** The same page by page: an empty string for a page that is only a picture. Refusals as above. */
export async function pagesDuPdf(octets: Uint8Array, delai = 20_000): Promise<string[] | Refus> {
  const lecture = await lirePdf({ octets, quoi: 'texte' }, delai)
  return 'refus' in lecture ? lecture : lecture.pages.map(nettoyer)
}

/**
 * The QR codes found in the pictures of a scanned PDF, at most one per picture. Refusals as above. Codes that are drawn,
 * not scanned, are not seen: the text of such a file says as much.
 */
export async function codesQrDuPdf(octets: Uint8Array, delai = 60_000): Promise<CodeQr[] | Refus> {
  const lecture = await lirePdf({ octets, quoi: 'qr' }, delai)
  return 'refus' in lecture ? lecture : lecture.codes
}

/**
 * What remains of a text when layout is forgotten: to tell whether a returned agreement says what was sent. Case,
 * punctuation and figures count; line breaks, hyphenation, spaces and typographic variants do not.
 */
export const texteComparable = (texte: string): string =>
  texte
    .normalize('NFKC')
    .replace(/[\u00ad\u200b-\u200d\u2060]/g, '')
    .replace(/[‐‑‒–—]/g, '-')
    .replace(/[’‘]/g, "'")
    .replace(/\s+/g, '')

const nettoyer = (page: string): string =>
  page
    .replace(/[\u00ad\u200b\u2060]/g, '')
    .normalize('NFC')
    .replace(/(?<![ \t])[ \t]+\n/g, '\n')
    .trim()
