import { sql } from 'kysely'
import { dateLongue } from '../domaine/francais.ts'
import { estRefus } from '../domaine/refus.ts'
import type { Maison } from '../maison.ts'
import { composerUn } from '../registre/composer-documents.ts'
import { signaturesDuPdf } from '../socle/pdf/signatures-du-pdf.ts'
import { codesQrDuPdf, pagesDuPdf } from '../socle/pdf/texte-du-pdf.ts'
import { direScan } from './comparer-scan.ts'
import { comparerTextes } from './comparer-textes.ts'

/** `ecarts`: what to look at, empty when the text is the text that was sent; `signatures`: the digital ones found in the file. */
export type Comparaison = { ecarts: string[]; signatures: { texte: string; valide: boolean }[] }

type Moyens = Pick<Maison, 'porte' | 'fichiers'>

// A piece and a document never change: what was read once is not read again.
const lues = new Map<string, Comparaison>()

/** A returned paper beside what was sent: `genre` is the document's kind, `fin` the end of its name when
 * there are several of that kind. Undefined when either
 * is not there. A file that cannot be read is said, never lost: the piece stays in the dossier. */
export const comparerSigne = async (
  maison: Moyens,
  d: { dossier: string; numero: string; piece: string; genre: string; fin?: string },
): Promise<Comparaison | undefined> => {
  const { base } = maison.porte
  const { rows } = await sql<{ id: string; contenu: { qr?: string; cadre?: { qr?: string } } }>`
    select id, contenu from document where dossier_id = ${d.dossier} and genre = ${d.genre}
      and nom like ${`%${d.fin ?? ''}`} order by cree_le desc, id desc limit 1`.execute(base)
  const { rows: pieces } = await sql<{ cle: string; type: string }>`
    select cle, type from piece where id = ${d.piece} and dossier_id = ${d.dossier}`.execute(base)
  const [document, signee] = [rows[0], pieces[0]]
  if (!document || !signee) return undefined
  const cle = `${document.id}:${d.piece}`
  const connue = lues.get(cle)
  if (connue) return connue
  const qr = document.contenu.qr ?? document.contenu.cadre?.qr ?? ''
  const lue = await comparer(maison, document.id, signee, { dossier: d.numero, document: qr.split('|')[1] ?? '' })
  if (lues.size > 500) lues.clear()
  lues.set(cle, lue)
  return lue
}

const comparer = async (
  maison: Moyens,
  document: string,
  signee: { cle: string; type: string },
  code: { dossier: string; document: string },
): Promise<Comparaison> => {
  if (signee.type !== 'application/pdf')
    return { ecarts: ['Le fichier n’est pas un PDF : comparez-le à l’œil.'], signatures: [] }
  const recu = await octetsDe(maison, signee.cle)
  const signatures = (await signaturesDuPdf(recu)).map(direSignature)
  const b = await pagesDuPdf(recu)
  if (estRefus(b)) return { ecarts: [b.detail], signatures }
  const envoye = await octetsDe(maison, await composerUn(maison, document))
  const a = await pagesDuPdf(envoye)
  if (estRefus(a)) return { ecarts: [], signatures }
  if (b.some((page) => page !== '')) return { ecarts: comparerTextes(a, b), signatures }
  const codes = await codesQrDuPdf(recu)
  return {
    ecarts: estRefus(codes) ? [codes.detail] : direScan(codes, { ...code, pages: a.length }),
    signatures,
  }
}

const direSignature = (s: Awaited<ReturnType<typeof signaturesDuPdf>>[number]) => ({
  valide: s.valide,
  texte: `Signature électronique de ${s.nom}${s.organisation ? ` (${s.organisation})` : ''}${s.date ? `, le ${dateLongue(s.date)}` : ''}, certificat délivré par ${s.emetteur} : ${
    s.valide
      ? s.jusquALaFin
        ? 'elle est valable, le fichier n’a pas changé depuis.'
        : 'elle est valable ; quelque chose a été ajouté au fichier ensuite, une autre signature par exemple.'
      : 'elle n’est pas valable, le fichier a changé depuis ou le certificat ne correspond pas.'
  }`,
})

const octetsDe = async (maison: Moyens, cle: string): Promise<Buffer> => {
  const morceaux: Buffer[] = []
  for await (const m of await maison.fichiers.lire(cle)) morceaux.push(Buffer.from(m as Uint8Array)) // a byte stream
  return Buffer.concat(morceaux)
}
