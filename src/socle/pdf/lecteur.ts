/* Reads an uploaded PDF in a thread that its caller can stop: what people send may be broken, huge or hostile. */
import { parentPort, workerData } from 'node:worker_threads'
import { decodeQR } from 'qr/decode.js'
import { extractImages, getDocumentProxy } from 'unpdf'

export type Demande = { octets: Uint8Array; quoi: 'texte' | 'qr' }
export type CodeQr = { page: number; texte: string }
export type Lecture =
  | { quoi: 'texte'; pages: string[] }
  | { quoi: 'qr'; codes: CodeQr[] }
  | { refus: 'illisible' | 'protege' | 'trop_de_pages' }

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>

const pagesMaximales = 500
/** A scan waits for nobody: every retry of the decoder, two seconds at most per picture. */
const patience = { effort: Number.POSITIVE_INFINITY, timeLimit: 2000 }

// The only sender is lire-pdf.ts.
parentPort?.postMessage(await lire(workerData as Demande))

async function lire({ octets, quoi }: Demande): Promise<Lecture> {
  try {
    const pdf = await getDocumentProxy(new Uint8Array(octets), { verbosity: 0 })
    if (pdf.numPages > pagesMaximales) return { refus: 'trop_de_pages' }
    const numeros = Array.from({ length: pdf.numPages }, (_, i) => i + 1)
    if (quoi === 'texte') return { quoi, pages: await tour(numeros, (n) => texteDe(pdf, n)) }
    return { quoi, codes: (await tour(numeros, (n) => codesDe(pdf, n))).flat() }
  } catch (erreur) {
    // pdf.js names its errors; anything it throws on a file is the file's fault.
    return { refus: erreur instanceof Error && erreur.name === 'PasswordException' ? 'protege' : 'illisible' }
  }
}

/** One page after the other: all at once, a long scan would fill the memory. */
async function tour<T>(numeros: readonly number[], faire: (n: number) => Promise<T>): Promise<T[]> {
  const faits: T[] = []
  for (const n of numeros) faits.push(await faire(n))
  return faits
}

async function texteDe(pdf: Pdf, n: number): Promise<string> {
  const { items } = await (await pdf.getPage(n)).getTextContent()
  return items.map((i) => ('str' in i ? i.str + (i.hasEOL ? '\n' : '') : '')).join('')
}

/** A scanned page is a picture; the code that our printed pages bear is looked for in each. */
async function codesDe(pdf: Pdf, page: number): Promise<CodeQr[]> {
  const images = await extractImages(pdf, page)
  return images.flatMap(({ data, width, height, channels }) => {
    const texte = decode({ width, height, data: enRvb(data, channels) })
    return texte === undefined ? [] : [{ page, texte }]
  })
}

function decode(image: Parameters<typeof decodeQR>[0]): string | undefined {
  try {
    return decodeQR(image, patience)
  } catch {
    // The decoder throws when it sees no code.
    return undefined
  }
}

/** Grey levels as colours: the decoder wants three or four bytes per pixel. */
function enRvb(data: Uint8ClampedArray, canaux: number): Uint8ClampedArray {
  if (canaux !== 1) return data
  const rvb = new Uint8ClampedArray(data.length * 3)
  data.forEach((gris, i) => {
    rvb.fill(gris, i * 3, i * 3 + 3)
  })
  return rvb
}
