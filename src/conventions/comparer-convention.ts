import { sql } from 'kysely'
import { estRefus } from '../domaine/refus.ts'
import type { Maison } from '../maison.ts'
import { composerUn } from '../registre/composer-documents.ts'
import type { Regard } from '../registre/formulaire-fichiers.ts'
import { signaturesDuPdf } from '../socle/pdf/signatures-du-pdf.ts'
import { codesQrDuPdf, texteComparable, texteDuPdf } from '../socle/pdf/texte-du-pdf.ts'

/** What an agent should look at on a returned agreement; empty when its text is the text that was sent. A scan has no text: its
 * QR codes say which dossier and which pages it holds. Digital signatures inside the file are named. */
export const comparerConvention = async (maison: Maison, r: Regard, piece: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from document where dossier_id = ${r.faits.dossier.id} and genre = 'convention' order by cree_le desc limit 1`.execute(
    maison.porte.base,
  )
  const { rows: pieces } = await sql<{
    cle: string
    type: string
  }>`select cle, type from piece where id = ${piece}`.execute(maison.porte.base)
  const [document, signee] = [rows[0], pieces[0]]
  if (!document || !signee) return []
  if (signee.type !== 'application/pdf') return ['Le fichier n’est pas un PDF : comparez-le à l’œil.']
  const envoye = await octetsDe(maison, await composerUn(maison, document.id))
  const recu = await octetsDe(maison, signee.cle)
  const [a, b] = [await texteDuPdf(envoye), await texteDuPdf(recu)]
  const signatures = await signaturesDuPdf(recu)
  const dites = signatures.map(
    (s) =>
      `Signature électronique de ${s.nom}${s.date ? `, le ${s.date.toLocaleDateString('fr-FR', { timeZone: 'Europe/Paris' })}` : ''} : ${s.valide ? 'le fichier n’a pas changé depuis' : 'elle n’est pas valable'}.`,
  )
  if (estRefus(a)) return dites
  if (estRefus(b)) return [b.detail, ...dites]
  if (b.trim() === '') return [await direScan(recu, r.faits.dossier.numero), ...dites]
  // The signature blocks are filled by hand or by machine: the rest of the text must be there, word for word.
  const corps = texteComparable(a.split(/Fait à|Pour la commune/)[0] ?? a)
  return [
    ...(texteComparable(b).includes(corps.slice(0, 4000))
      ? []
      : ['Le texte n’est pas celui de la convention envoyée : lisez-le avant de signer.']),
    ...dites,
  ]
}

const direScan = async (octets: Uint8Array, numero: string): Promise<string> => {
  const codes = await codesQrDuPdf(octets)
  const notres = estRefus(codes) ? [] : codes.filter((c) => c.texte.startsWith(`${numero}|convention`))
  if (notres.length > 0)
    return `C’est un scan : ses ${notres.length} pages portent le code de ce dossier. Comparez le texte à l’œil.`
  return !estRefus(codes) && codes.length > 0
    ? `C’est un scan d’un autre document : ${codes[0]?.texte ?? ''}.`
    : 'C’est un scan sans code lisible (à l’envers, ou coupé) : comparez le texte à l’œil.'
}

const octetsDe = async (maison: Maison, cle: string): Promise<Buffer> => {
  const morceaux: Buffer[] = []
  for await (const m of await maison.fichiers.lire(cle)) morceaux.push(Buffer.from(m as Uint8Array)) // a byte stream
  return Buffer.concat(morceaux)
}
