import { strToU8, zipSync } from 'fflate'

const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PAQUET = 'http://schemas.openxmlformats.org/package/2006'
const TABLEUR = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

const relation = (type: string, cible: string) =>
  `<Relationships xmlns="${PAQUET}/relationships"><Relationship Id="rId1" Type="${OFFICE}/${type}" Target="${cible}"/></Relationships>`

/** A workbook of one sheet whose rows are these, as nobody's spreadsheet would write them. */
export const xlsxDe = (rangees: string): Buffer =>
  Buffer.from(
    zipSync({
      '[Content_Types].xml': strToU8(
        `<Types xmlns="${PAQUET}/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
      ),
      '_rels/.rels': strToU8(relation('officeDocument', 'xl/workbook.xml')),
      'xl/workbook.xml': strToU8(
        `<workbook xmlns="${TABLEUR}" xmlns:r="${OFFICE}"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      ),
      'xl/_rels/workbook.xml.rels': strToU8(relation('worksheet', 'worksheets/sheet1.xml')),
      'xl/worksheets/sheet1.xml': strToU8(
        `<worksheet xmlns="${TABLEUR}"><sheetData>${rangees}</sheetData></worksheet>`,
      ),
    }),
  )

export const rangee = (numero: number | string, ...textes: string[]): string =>
  `<row r="${numero}">${textes.map((t, i) => `<c r="${'ABCDEFGH'[i]}${numero}" t="inlineStr"><is><t>${t}</t></is></c>`).join('')}</row>`

/** The same for OpenDocument. */
export const odsDe = (rangees: string): Buffer => {
  const ns = ['office', 'table', 'text'].map((n) => `xmlns:${n}="urn:oasis:names:tc:opendocument:xmlns:${n}:1.0"`)
  return Buffer.from(
    zipSync({
      mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet'),
      'META-INF/manifest.xml': strToU8('<manifest/>'),
      'content.xml': strToU8(
        `<office:document-content ${ns.join(' ')}><office:body><office:spreadsheet><table:table table:name="A">${rangees}</table:table></office:spreadsheet></office:body></office:document-content>`,
      ),
    }),
  )
}
