import type { Bloc, Signataire, Texte } from '../pdf/document.ts'
import { cellule, largeurUtile, tableau } from './tableau-en-xml.ts'
import { enFragments, paragraphe } from './texte-en-xml.ts'

/** Each ordered list counts from one: it takes the next of the fifty numberings declared in `parties.ts`. */
export type Numerotations = { prochaine: number }
export const numerotationsPossibles = 50

/** One block as WordprocessingML (ECMA-376; Word wants the children of `pPr`, `rPr` and `tblPr` in the schema's order). */
export function blocEnXml(b: Bloc, numerotations: Numerotations): string {
  switch (b.type) {
    case 'titre':
      return paragraphe(b.texte, b.niveau === 3 ? 'Heading2' : 'Heading1')
    case 'paragraphe':
      return paragraphes(b.texte, 'Normal')
    case 'note':
      return paragraphes(b.texte, 'Note')
    case 'liste':
      return liste(b.elements, b.ordonnee ? numeroSuivant(numerotations) : 1)
    case 'tableau':
      return (b.legende ? paragraphe(b.legende, 'Caption') : '') + tableau(b)
    case 'cles':
      return b.paires.map(([cle, valeur]) => paragraphe([{ gras: `${cle}\u00a0: ` }, ...enFragments(valeur)])).join('')
    case 'encadre':
      return (b.titre ? paragraphe([{ gras: b.titre }], 'Encadre') : '') + paragraphes(b.texte, 'Encadre')
    case 'signature':
      return signature(b.signataires, b.lieuEtDate ?? true)
    case 'saut':
      return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    case 'champ':
      return champ(b)
  }
}

/** A blank line typed in a string separates two paragraphs, as in the PDF. */
const paragraphes = (texte: Texte, style: string): string =>
  typeof texte === 'string'
    ? texte
        .split(/\n[ \t]*\n\s*/)
        .map((p) => paragraphe(p, style))
        .join('')
    : paragraphe(texte, style)

const numeroSuivant = (n: Numerotations): number => Math.min(n.prochaine++, numerotationsPossibles)

const liste = (elements: readonly Texte[], numero: number): string =>
  elements
    .map((e) => paragraphe(e, 'ListParagraph', `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="${numero}"/></w:numPr>`))
    .join('')

function signature(signataires: readonly Signataire[], lieuEtDate: boolean): string {
  const largeur = Math.floor(largeurUtile / Math.max(2, signataires.length))
  const cases = signataires.map((s) =>
    [
      paragraphe([{ gras: s.pour }]),
      s.qualite ? paragraphe(s.qualite) : '',
      lieuEtDate ? paragraphe('À …………………………, le ……………………') : '',
      paragraphe('\n\n\n'),
      s.nom ? paragraphe(s.nom) : '',
      s.mention ? paragraphe(s.mention, 'Note') : '',
    ].join(''),
  )
  // One signature alone goes right, as in a letter.
  const rangee = (cases.length === 1 ? [paragraphe(''), ...cases] : cases).map((c) => cellule(c, largeur)).join('')
  const grille = `<w:gridCol w:w="${largeur}"/>`.repeat(Math.max(2, cases.length))
  return `<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${grille}</w:tblGrid><w:tr><w:trPr><w:cantSplit/></w:trPr>${rangee}</w:tr></w:tbl>${paragraphe('')}`
}

function champ(b: Extract<Bloc, { type: 'champ' }>): string {
  const tete = paragraphe([{ gras: b.libelle }]) + (b.aide ? paragraphe(b.aide, 'Note') : '')
  if (b.choix) return tete + b.choix.map((c) => paragraphe(`☐  ${c}`)).join('')
  if (b.cases) return tete + paragraphe('|____'.repeat(b.cases).concat('|'))
  return tete + paragraphe('…'.repeat(60)).repeat(b.lignes ?? 1)
}
