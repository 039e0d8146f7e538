import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { estRefus } from '../domaine/refus.ts'
import type { Fichiers } from '../socle/fichiers/ouvrir.ts'
import { composer } from '../socle/pdf/composer.ts'
import type { DocumentMaison } from '../socle/pdf/document.ts'
import { ecrireWord } from '../socle/word/ecrire-word.ts'
import { type DocumentDepuisWord, estDepuisWord, maisonDuWord, remplirDocumentWord } from './document-word.ts'
import type { Porte } from './porte.ts'

const PDF = 'application/pdf'
/** A document that its reader goes on editing: model deliberation, report. */
export const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

type Moyens = { porte: Porte; fichiers: Fichiers }

/** Composes the PDFs and DOCX that acts asked for. Their content was fixed with the act: composing again gives the same record. */
export const composerDocuments = async (m: Moyens): Promise<void> => {
  for (;;) {
    const { rows } = await sql<{ id: string }>`
      select id from document where etat = 'a_composer' and type = any(${[PDF, WORD]}) order by cree_le, id limit 20`.execute(
      m.porte.base,
    )
    for (const { id } of rows) await composerUn(m, id)
    if (rows.length < 20) return
  }
}

/** The key of a document's PDF, composed now if it was not yet. A template that fails is a bug: the document says `echec`. */
export const composerUn = async (m: Moyens, id: string): Promise<string> => {
  const { rows } = await sql<{
    cle: string | null
    type: string
    contenu: DocumentMaison | DocumentDepuisWord
    cree_le: Date
  }>`select cle, type, contenu, cree_le from document where id = ${id}`.execute(m.porte.base)
  const d = rows[0]
  if (!d) throw new Error(`Document ${id} does not exist`)
  if (d.cle) return d.cle
  try {
    const ecrit = await m.fichiers.ecrire(Readable.from([await octetsDe(m, d)]))
    if (estRefus(ecrit)) throw new Error(ecrit.detail)
    await sql`update document set etat = 'pret', cle = ${ecrit.cle}, octets = ${ecrit.octets}, sha256 = ${ecrit.sha256} where id = ${id}`.execute(
      m.porte.base,
    )
    return ecrit.cle
  } catch (e) {
    await sql`update document set etat = 'echec' where id = ${id} and cle is null`.execute(m.porte.base)
    throw e
  }
}

const octetsDe = async (
  m: Moyens,
  d: { type: string; contenu: DocumentMaison | DocumentDepuisWord; cree_le: Date },
): Promise<Buffer> => {
  const { contenu, type } = d
  if (!estDepuisWord(contenu))
    return type === WORD ? ecrireWord(contenu) : composer('maison', contenu, { date: d.cree_le })
  const rempli = await remplirDocumentWord(m.fichiers, contenu)
  return type === WORD ? rempli : composer('maison', maisonDuWord(contenu.cadre, rempli), { date: d.cree_le })
}
