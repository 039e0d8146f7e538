import { crc32, deflateRawSync } from 'node:zlib'

type Entree = { nom: string; contenu: Buffer | string; drapeaux?: number; tailleDeclaree?: number }

/** A ZIP made by hand, that can lie about its sizes. For tests. */
export function zip(entrees: readonly Entree[]): Buffer {
  const corps: Buffer[] = []
  const repertoire: Buffer[] = []
  let position = 0
  for (const { nom, contenu, drapeaux = 0, tailleDeclaree } of entrees) {
    const brut = Buffer.from(contenu)
    const compresse = deflateRawSync(brut)
    const commun = Buffer.alloc(26)
    commun.writeUInt16LE(20, 0)
    commun.writeUInt16LE(drapeaux, 2)
    commun.writeUInt16LE(8, 4)
    commun.writeUInt32LE(crc32(brut), 10)
    commun.writeUInt32LE(compresse.length, 14)
    commun.writeUInt32LE(tailleDeclaree ?? brut.length, 18)
    commun.writeUInt16LE(Buffer.byteLength(nom), 22)
    const locale = Buffer.concat([Buffer.from('PK\x03\x04'), commun, Buffer.from(nom), compresse])
    const fin = Buffer.alloc(14)
    fin.writeUInt32LE(position, 10)
    repertoire.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), commun, fin, Buffer.from(nom)]))
    corps.push(locale)
    position += locale.length
  }
  const central = Buffer.concat(repertoire)
  const fin = Buffer.alloc(22)
  fin.write('PK\x05\x06')
  fin.writeUInt16LE(entrees.length, 8)
  fin.writeUInt16LE(entrees.length, 10)
  fin.writeUInt32LE(central.length, 12)
  fin.writeUInt32LE(position, 16)
  return Buffer.concat([...corps, central, fin])
}

const TYPES = (principal: string) =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/x.xml" ContentType="application/vnd.openxmlformats-officedocument.${principal}.main+xml"/></Types>`

/** A document that a word processor would recognise, with more entries. For tests. */
export const docx = (...plus: Entree[]): Buffer =>
  zip([
    { nom: '[Content_Types].xml', contenu: TYPES('wordprocessingml.document') },
    { nom: 'word/document.xml', contenu: '<w:document>Le projet de notre école</w:document>' },
    ...plus,
  ])

export const xlsx = (...plus: Entree[]): Buffer =>
  zip([
    { nom: '[Content_Types].xml', contenu: TYPES('spreadsheetml.sheet') },
    { nom: 'xl/workbook.xml', contenu: '<workbook/>' },
    ...plus,
  ])

export const odt = (...plus: Entree[]): Buffer =>
  zip([
    { nom: 'mimetype', contenu: 'application/vnd.oasis.opendocument.text' },
    { nom: 'META-INF/manifest.xml', contenu: '<manifest/>' },
    { nom: 'content.xml', contenu: '<office:document-content/>' },
    ...plus,
  ])

/** The smallest PDF that readers open. */
export const PDF = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\nxref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000053 00000 n \ntrailer<</Size 3/Root 1 0 R>>\nstartxref\n102\n%%EOF',
)
