import { estRefus } from '../domaine/refus.ts'
import type { Fichiers } from '../socle/fichiers/ouvrir.ts'
import type { DocumentMaison } from '../socle/pdf/document.ts'
import { blocsDuWord } from '../socle/word/lire-word.ts'
import { type DonneesWord, remplirWord } from '../socle/word/remplir-word.ts'

/** A document made from a Word template: the key of the template and the data were fixed with the act; `cadre`: the house document
 * that carries its text in PDF. */
export type DocumentDepuisWord = { modeleWord: string; donnees: DonneesWord; cadre: Omit<DocumentMaison, 'blocs'> }

export const estDepuisWord = (x: unknown): x is DocumentDepuisWord =>
  typeof x === 'object' && x !== null && 'modeleWord' in x && typeof x.modeleWord === 'string'

/** The template filled. It was checked when it was adopted: a template that no longer fills is a bug. */
export const remplirDocumentWord = async (fichiers: Fichiers, d: DocumentDepuisWord): Promise<Buffer> => {
  const morceaux: Buffer[] = []
  for await (const m of await fichiers.lire(d.modeleWord)) morceaux.push(Buffer.from(m as Uint8Array)) // a byte stream
  const rempli = await remplirWord(Buffer.concat(morceaux), d.donnees)
  if (estRefus(rempli)) throw new Error(rempli.detail)
  return rempli
}

/** The same text, word for word, as a house document: PDF/UA with its code on each page. */
export const maisonDuWord = (cadre: DocumentDepuisWord['cadre'], docx: Uint8Array): DocumentMaison => {
  const { titre, objet, blocs } = blocsDuWord(docx)
  return { ...cadre, ...(titre ? { titre } : {}), ...(objet ? { objet } : {}), blocs }
}
