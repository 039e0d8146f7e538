import { readFile } from 'node:fs/promises'
import { isAbsolute, join, normalize } from 'node:path'
import { commander } from './atelier.ts'
import type { DocumentMaison } from './document.ts'
import { racine } from './racine.ts'

export type OptionsPdf = {
  /** Creation date written in the file; the server's clock by default. */
  date?: Date
  /** Milliseconds, 30,000 by default. */
  delai?: number
}

const maison = 'src/socle/pdf/maison.typ'
const blocs = 'src/socle/pdf/blocs.typ'
/** Data reach Typst as JSON, never as source: nothing that people type is ever executed. */
const entree = `#import "/${maison}": document-maison\n#document-maison(json(bytes(sys.inputs.donnees)))\n`

/**
 * A PDF/UA-1 document (tagged, French, titled). `modele`: `maison`, the house template, which prints a `DocumentMaison`;
 * or a template of a slice by its path from the project's root (`src/candidatures/accuse.pdf.typ`), which reads
 * `json(bytes(sys.inputs.donnees))` and may `#import "/src/socle/pdf/maison.typ": *`. Rejects on a wrong template: a bug.
 */
export function composer(modele: 'maison', donnees: DocumentMaison, options?: OptionsPdf): Promise<Buffer>
export function composer(modele: string, donnees: unknown, options?: OptionsPdf): Promise<Buffer>
export async function composer(modele: string, donnees: unknown, options: OptionsPdf = {}): Promise<Buffer> {
  const principal = modele === 'maison' ? 'entree.typ' : cheminSur(modele)
  const source = modele === 'maison' ? entree : await lire(principal)
  const fichiers = { [maison]: await lire(maison), [blocs]: await lire(blocs), [principal]: source }
  const date = Math.floor((options.date ?? new Date()).getTime() / 1000)
  return commander({ fichiers, principal, donnees: JSON.stringify(donnees), date }, options.delai ?? 30_000)
}

function cheminSur(modele: string): string {
  const chemin = normalize(modele)
  if (isAbsolute(chemin) || !chemin.startsWith('src/') || !chemin.endsWith('.typ')) {
    throw new Error(`A template is addressed as src/<slice>/<name>.pdf.typ, not ${modele}.`)
  }
  return chemin
}

const lire = (chemin: string): Promise<string> => readFile(join(racine, chemin), 'utf8')
