import { numerotationsPossibles } from './blocs-en-xml.ts'
import { xml } from './xml.ts'

const entete = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const paquet = 'http://schemas.openxmlformats.org/package/2006'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const contenu = 'application/vnd.openxmlformats-officedocument.wordprocessingml'

/** Every part of the DOCX but its text: types, relations, styles, numberings, foot, title. */
export const parties = (titre: string): Record<string, string> => ({
  '[Content_Types].xml': `${entete}<Types xmlns="${paquet}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${contenu}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${contenu}.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="${contenu}.numbering+xml"/><Override PartName="/word/footer1.xml" ContentType="${contenu}.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
  '_rels/.rels': relations([
    `${office}/officeDocument`,
    'word/document.xml',
    `${paquet}/relationships/metadata/core-properties`,
    'docProps/core.xml',
  ]),
  'word/_rels/document.xml.rels': relations([
    `${office}/styles`,
    'styles.xml',
    `${office}/numbering`,
    'numbering.xml',
    `${office}/footer`,
    'footer1.xml',
  ]),
  'docProps/core.xml': `${entete}<cp:coreProperties xmlns:cp="${paquet}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${xml(titre)}</dc:title><dc:language>fr-FR</dc:language></cp:coreProperties>`,
  'word/footer1.xml': `${entete}<w:ftr ${w}><w:p><w:pPr><w:pStyle w:val="Note"/><w:jc w:val="right"/></w:pPr>${[
    texte('Page '),
    '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>',
    texte(' sur '),
    '<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>1</w:t></w:r></w:fldSimple>',
  ].join('')}</w:p></w:ftr>`,
  'word/numbering.xml': numerotation(),
  'word/styles.xml': styles(),
})

const texte = (t: string): string => `<w:r><w:t xml:space="preserve">${t}</w:t></w:r>`

/** Pairs of type and target, numbered rId1, rId2… */
function relations(paires: readonly string[]): string {
  const lignes: string[] = []
  for (let i = 0; i < paires.length; i += 2) {
    lignes.push(`<Relationship Id="rId${i / 2 + 1}" Type="${paires[i]}" Target="${paires[i + 1]}"/>`)
  }
  return `${entete}<Relationships xmlns="${paquet}/relationships">${lignes.join('')}</Relationships>`
}

/** Number 1 is the bullet; each of the others counts from one. */
function numerotation(): string {
  const niveau = (id: number, format: string, signe: string) =>
    `<w:abstractNum w:abstractNumId="${id}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${signe}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="567" w:hanging="340"/></w:pPr></w:lvl></w:abstractNum>`
  const suites = Array.from(
    { length: numerotationsPossibles - 1 },
    (_, i) =>
      `<w:num w:numId="${i + 2}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`,
  )
  return `${entete}<w:numbering ${w}>${niveau(0, 'bullet', '•')}${niveau(1, 'decimal', '%1.')}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>${suites.join('')}</w:numbering>`
}

function styles(): string {
  const style = (id: string, nom: string, p: string, r: string) =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${nom}"/><w:basedOn w:val="Normal"/>${id.startsWith('Heading') || id === 'Title' ? '<w:next w:val="Normal"/>' : ''}<w:qFormat/><w:pPr>${p}</w:pPr><w:rPr>${r}</w:rPr></w:style>`
  const taille = (n: number) => `<w:sz w:val="${n}"/><w:szCs w:val="${n}"/>`
  const sapin = '<w:color w:val="0B4F47"/>'
  const pierre = '<w:color w:val="55525C"/>'
  const espace = (avant: number, apres: number) => `<w:spacing w:before="${avant}" w:after="${apres}"/>`
  return [
    `${entete}<w:styles ${w}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/>${taille(22)}<w:lang w:val="fr-FR" w:eastAsia="fr-FR" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="140" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>`,
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>',
    style('Title', 'Title', espace(360, 120), `<w:b/>${sapin}${taille(40)}`),
    style('Subtitle', 'Subtitle', espace(0, 300), `${pierre}${taille(26)}`),
    style(
      'Heading1',
      'heading 1',
      `<w:keepNext/>${espace(360, 120)}<w:outlineLvl w:val="0"/>`,
      `<w:b/>${sapin}${taille(28)}`,
    ),
    style('Heading2', 'heading 2', `<w:keepNext/>${espace(240, 80)}<w:outlineLvl w:val="1"/>`, `<w:b/>${taille(23)}`),
    style('Caption', 'caption', `<w:keepNext/>${espace(200, 80)}`, '<w:b/>'),
    style('ListParagraph', 'List Paragraph', espace(0, 80), ''),
    style('Operateur', 'Opérateur', espace(0, 0), `<w:b/>${sapin}${taille(26)}`),
    style('Coordonnees', 'Coordonnées', espace(0, 0), `${pierre}${taille(19)}`),
    style('Note', 'Note', espace(60, 60), `${pierre}${taille(18)}`),
    style('Cellule', 'Cellule', espace(60, 60), taille(20)),
    style('CelluleForte', 'Cellule forte', espace(60, 60), `<w:b/>${taille(20)}`),
    style(
      'Encadre',
      'Encadré',
      '<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="0B4F47"/></w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="EEF4F2"/><w:spacing w:before="60" w:after="60"/><w:ind w:left="227"/>',
      '',
    ),
    '</w:styles>',
  ].join('')
}
