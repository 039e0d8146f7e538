/* Reads an uploaded PDF in a thread that its caller can stop: what people send may be broken, huge or hostile. */
import { parentPort, workerData } from 'node:worker_threads'
import { getDocumentProxy } from 'unpdf'

export type Lecture = { pages: string[] } | { refus: 'illisible' | 'protege' | 'trop_de_pages' }

const pagesMaximales = 500

parentPort?.postMessage(await lire())

async function lire(): Promise<Lecture> {
  try {
    const document = await getDocumentProxy(new Uint8Array(workerData), { verbosity: 0 })
    if (document.numPages > pagesMaximales) return { refus: 'trop_de_pages' }
    const pages: string[] = []
    for (let n = 1; n <= document.numPages; n++) {
      const { items } = await (await document.getPage(n)).getTextContent()
      pages.push(items.map((i) => ('str' in i ? i.str + (i.hasEOL ? '\n' : '') : '')).join(''))
    }
    return { pages }
  } catch (erreur) {
    // pdf.js names its errors; anything it throws on a file is the file's fault.
    return { refus: erreur instanceof Error && erreur.name === 'PasswordException' ? 'protege' : 'illisible' }
  }
}
