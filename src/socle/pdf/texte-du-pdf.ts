import { Worker } from 'node:worker_threads'
import type { Refus } from '../../domaine/refus.ts'
import type { Lecture } from './lecteur.ts'
import { programme } from './racine.ts'

/**
 * The text of an uploaded PDF, pages separated by a blank line; an empty string for a scan. Refusal 422 when it is
 * broken, protected by a password, over 500 pages, or takes more than `delai` milliseconds to read.
 */
export async function texteDuPdf(octets: Uint8Array, delai = 20_000): Promise<string | Refus> {
  const lecture = await lire(octets, delai)
  if ('refus' in lecture) return refusDe(lecture.refus)
  return lecture.pages.map(nettoyer).join('\n\n').trim()
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

function lire(octets: Uint8Array, delai: number): Promise<Lecture | { refus: 'trop_long' }> {
  return new Promise((tenir, rompre) => {
    const fil = new Worker(programme('lecteur'), {
      workerData: octets,
      env: {},
      execArgv: [],
      stdout: true,
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    })
    const minuterie = setTimeout(() => {
      tenir({ refus: 'trop_long' })
      void fil.terminate()
    }, delai)
    fil.once('message', (lecture: Lecture) => {
      tenir(lecture)
      void fil.terminate()
    })
    // Out of memory, mostly: the thread dies, the server does not.
    fil.once('error', (erreur: NodeJS.ErrnoException) =>
      erreur.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tenir({ refus: 'trop_long' }) : rompre(erreur),
    )
    fil.once('exit', () => clearTimeout(minuterie))
  })
}

const nettoyer = (page: string): string =>
  page
    .replace(/[\u00ad\u200b\u2060]/g, '')
    .normalize('NFC')
    .replace(/[ \t]+\n/g, '\n')
    .trim()

function refusDe(cause: 'illisible' | 'protege' | 'trop_de_pages' | 'trop_long'): Refus {
  const details = {
    illisible: 'Ce fichier PDF est abîmé. Ouvrez-le, enregistrez-le de nouveau, puis envoyez-le.',
    protege: 'Ce fichier PDF est protégé par un mot de passe. Envoyez-le sans protection.',
    trop_de_pages: 'Ce fichier PDF compte plus de 500 pages. Partagez-le en plusieurs fichiers.',
    trop_long: 'Ce fichier PDF est trop lourd à lire. Envoyez une version plus légère.',
  }
  return { refus: true, statut: 422, code: `pdf_${cause}`, detail: details[cause] }
}
