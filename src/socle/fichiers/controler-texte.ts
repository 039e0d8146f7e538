import type { FileHandle } from 'node:fs/promises'
import type { Refus } from '../../domaine/refus.ts'
import { refusFichier } from './refus-fichier.ts'
import { tranches } from './tranche.ts'

/** A text is text from end to end (UTF-8, or the Windows-1252 of French spreadsheets), and not a web page. */
export async function controlerTexte(fichier: FileHandle): Promise<Refus | null> {
  let debut = true
  for await (const b of tranches(fichier, 0, Number.POSITIVE_INFINITY)) {
    if (debut && ressembleABalises(b)) return pasDuTexte()
    if (b.some((octet) => octet < 0x20 && !BLANCS.has(octet))) return pasDuTexte()
    debut = false
  }
  return null
}

/** Markup that a browser would run or draw: HTML, SVG, XML, PHP; after a BOM, blanks or comments. */
export const ressembleABalises = (b: Buffer): boolean =>
  /^(?:\u00ef\u00bb\u00bf)?\s*(?:<!--[\s\S]*?-->\s*)*<(?:!doctype|\?(?:xml|php)|html|head|body|script|svg|iframe|meta|style|a\b|img)/i.test(
    b.subarray(0, 4_100).toString('latin1'),
  )

const BLANCS = new Set([0x09, 0x0a, 0x0c, 0x0d])

const pasDuTexte = (): Refus =>
  refusFichier(
    415,
    'contenu_inattendu',
    'Ce fichier annonce du texte, mais il contient autre chose. Enregistrez-le en CSV ou en texte simple (UTF-8), ou exportez-le en PDF.',
  )
