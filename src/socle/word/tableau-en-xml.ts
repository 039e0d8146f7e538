import type { Bloc, Texte } from '../pdf/document.ts'
import { paragraphe } from './texte-en-xml.ts'

/** Twentieths of a point between the margins of an A4 page, as set in `ecrire-word.ts`. */
export const largeurUtile = 11_906 - 2 * 1247

type Tableau = Extract<Bloc, { type: 'tableau' }>

/** A table whose title row is marked as such and repeated on each page. */
export function tableau(b: Tableau): string {
  const parts = b.colonnes.map((c) => c.largeur ?? 1)
  const somme = parts.reduce((a, n) => a + n, 0)
  const largeurs = parts.map((n) => Math.floor((largeurUtile * n) / somme))
  const rangee = (textes: readonly Texte[], genre: 'tete' | 'corps' | 'total') => {
    const cases = b.colonnes.map((c, i) => {
      const texte = textes[i] ?? ''
      const style = genre === 'corps' ? 'Cellule' : 'CelluleForte'
      return cellule(paragraphe(texte, style, alignement(c.align)), largeurs[i] ?? 0, genre === 'total')
    })
    const tete = genre === 'tete' ? '<w:tblHeader/>' : ''
    return `<w:tr><w:trPr><w:cantSplit/>${tete}</w:trPr>${cases.join('')}</w:tr>`
  }
  return [
    `<w:tbl><w:tblPr><w:tblW w:w="${largeurUtile}" w:type="dxa"/><w:tblBorders>${bordures}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr>`,
    `<w:tblGrid>${largeurs.map((l) => `<w:gridCol w:w="${l}"/>`).join('')}</w:tblGrid>`,
    rangee(
      b.colonnes.map((c) => c.titre),
      'tete',
    ),
    ...b.lignes.map((l) => rangee(l, 'corps')),
    b.total ? rangee(b.total, 'total') : '',
    '</w:tbl>',
    // Two tables in a row would become one.
    paragraphe(''),
  ].join('')
}

export const cellule = (contenu: string, largeur: number, teintee = false): string =>
  `<w:tc><w:tcPr><w:tcW w:w="${largeur}" w:type="dxa"/>${teintee ? '<w:shd w:val="clear" w:color="auto" w:fill="EEF4F2"/>' : ''}</w:tcPr>${contenu}</w:tc>`

const bordures = ['top', 'bottom', 'insideH']
  .map((cote) => `<w:${cote} w:val="single" w:sz="4" w:space="0" w:color="D8D4CB"/>`)
  .join('')

const alignement = (align: 'gauche' | 'droite' | 'centre' | undefined): string => {
  if (align === 'droite') return '<w:jc w:val="right"/>'
  return align === 'centre' ? '<w:jc w:val="center"/>' : ''
}
