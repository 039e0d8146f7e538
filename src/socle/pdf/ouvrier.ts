/*
 * One Typst compiler in a process of its own: native code that crashes, loops or keeps memory takes nobody with it.
 * Node runs it straight from its source (relative, erasable imports), or from the build.
 */
import { join } from 'node:path'
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import { assainir } from './caracteres.ts'
import { couverture } from './couverture.ts'
import { qrEnSvg } from './qr.ts'

/** `fichiers`: Typst sources by path from the workspace's root, `principal` among them; `donnees`: JSON. */
export type Commande = {
  id: number
  fichiers: Record<string, string>
  principal: string
  donnees: string
  date: number
}
export type Reponse = { id: number; octets: Uint8Array } | { id: number; erreur: string }

const polices = join(import.meta.dirname, 'polices')
const couverts = couverture(polices)
// Typst can read its workspace: a folder that does not exist, so that a template reaches only what it is given.
const espace = join(import.meta.dirname, 'espace-vide')
const compilateur = NodeCompiler.create({ workspace: espace, fontArgs: [{ fontPaths: [polices] }] })

process.on('message', (commande: Commande) => process.send?.(repondre(commande)))
process.on('disconnect', () => process.exit(0))
// Ctrl-C reaches the whole group: the parent decides when this process ends.
process.on('SIGINT', () => {})

function repondre(commande: Commande): Reponse {
  try {
    return { id: commande.id, octets: produire(commande) }
  } catch (e) {
    return { id: commande.id, erreur: (e instanceof Error ? e.message : String(e)).replaceAll(espace, '') }
  } finally {
    compilateur.resetShadow()
    compilateur.evictCache(2)
  }
}

function produire({ fichiers, principal, donnees, date }: Commande): Buffer {
  for (const [chemin, source] of Object.entries(fichiers)) {
    compilateur.mapShadow(join(espace, chemin), Buffer.from(source))
  }
  const propres = assainir(JSON.parse(donnees), couverts)
  const document = composerAvecQr(join(espace, principal), propres)
  return compilateur.pdf(document, { pdfStandard: 'ua-1', creationTimestamp: date })
}

/** The QR code of a page bears its number: a second pass draws the ones that the first could not know it needed. */
function composerAvecQr(mainFilePath: string, donnees: unknown): NodeTypstDocument {
  const texte = texteDuQr(donnees)
  const passe = (pages: number) =>
    compiler(mainFilePath, {
      donnees: JSON.stringify(donnees),
      qr: JSON.stringify(texte === undefined ? [] : Array.from({ length: pages }, (_, i) => qrDePage(texte, i + 1))),
    })
  const premier = passe(2)
  return texte === undefined || premier.numOfPages <= 2 ? premier : passe(premier.numOfPages)
}

const qrDePage = (texte: string, page: number): string => qrEnSvg(texte.replaceAll('{page}', String(page)))

const texteDuQr = (donnees: unknown): string | undefined =>
  typeof donnees === 'object' && donnees !== null && 'qr' in donnees && typeof donnees.qr === 'string'
    ? donnees.qr
    : undefined

function compiler(mainFilePath: string, inputs: Record<string, string>): NodeTypstDocument {
  const resultat = compilateur.compile({ mainFilePath, inputs })
  if (resultat.result && !resultat.hasError()) return resultat.result
  const erreur = resultat.takeDiagnostics()
  throw new Error(erreur ? JSON.stringify(compilateur.fetchDiagnostics(erreur)) : 'Typst gave no document.')
}
