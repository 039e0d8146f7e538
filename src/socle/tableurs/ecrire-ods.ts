import { Readable } from 'node:stream'
import { archiver, type Fichier } from './archive.ts'
import { type Cellule, type Colonne, cellule, texteSur } from './colonnes.ts'

const mime = 'application/vnd.oasis.opendocument.spreadsheet'

/** An OpenDocument sheet as a stream, in constant memory: real numbers, euros with two decimals, real dates. */
export function ecrireOds<Ligne>(
  colonnes: readonly Colonne<Ligne>[],
  lignes: AsyncIterable<Ligne> | Iterable<Ligne>,
  { feuille = 'Export' }: { feuille?: string } = {},
): Readable {
  const fichiers: Fichier[] = [
    // OpenDocument, part 2, 3.3: first and uncompressed, so that the type shows in the first bytes.
    { nom: 'mimetype', contenu: mime, brut: true },
    { nom: 'META-INF/manifest.xml', contenu: manifeste },
    { nom: 'content.xml', contenu: parPaquets(contenu(colonnes, lignes, feuille)) },
  ]
  return Readable.from(archiver(fichiers), { objectMode: false })
}

async function* contenu<Ligne>(
  colonnes: readonly Colonne<Ligne>[],
  lignes: AsyncIterable<Ligne> | Iterable<Ligne>,
  feuille: string,
): AsyncGenerator<string> {
  yield debut
  yield `<table:table table:name="${xml(texteSur(feuille))}">`
  for (const c of colonnes) yield `<table:table-column table:default-cell-style-name="${c.type ?? 'texte'}"/>`
  const titres = colonnes.map((c) => balise({ type: 'texte', texte: texteSur(c.titre) }, 'titre')).join('')
  yield `<table:table-header-rows><table:table-row>${titres}</table:table-row></table:table-header-rows>`
  for await (const ligne of lignes) {
    yield `<table:table-row>${colonnes.map((c) => balise(cellule(c, ligne), c.type ?? 'texte')).join('')}</table:table-row>`
  }
  yield '</table:table></office:spreadsheet></office:body></office:document-content>'
}

function balise(c: Cellule, style: string): string {
  if (c.type === 'vide') return '<table:table-cell/>'
  const attributs = `table:style-name="${style}"`
  if (c.type === 'texte') {
    const paragraphes = c.texte.split(/\r\n|\r|\n/).map((p) => `<text:p>${espaces(xml(p))}</text:p>`)
    return `<table:table-cell ${attributs} office:value-type="string">${paragraphes.join('')}</table:table-cell>`
  }
  if (c.type === 'nombre') {
    const n = c.nombre.toFixed(c.decimales)
    const lisible = n.replace('.', ',')
    return `<table:table-cell ${attributs} office:value-type="float" office:value="${n}"><text:p>${lisible}</text:p></table:table-cell>`
  }
  const iso = c.date.toISOString().slice(0, c.type === 'jour' ? 10 : 19)
  return `<table:table-cell ${attributs} office:value-type="date" office:date-value="${iso}"><text:p>${iso.replace('T', ' ')}</text:p></table:table-cell>`
}

const xml = (texte: string): string =>
  texte.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** OpenDocument folds spaces and tabs unless they are written as elements. */
const espaces = (texte: string): string =>
  texte.replaceAll('\t', '<text:tab/>').replace(/ {2,}|^ | $/g, (s) => `<text:s text:c="${s.length}"/>`)

/** One write per 64 KiB rather than per row. */
async function* parPaquets(source: AsyncIterable<string>): AsyncGenerator<string> {
  let paquet = ''
  for await (const morceau of source) {
    paquet += morceau
    if (paquet.length > 65_536) {
      yield paquet
      paquet = ''
    }
  }
  yield paquet
}

const espacesDeNoms = ['office', 'table', 'text', 'style', 'number', 'fo']
  .map((nom) => {
    const suffixe = nom === 'number' ? 'datastyle' : nom === 'fo' ? 'xsl-fo-compatible' : nom
    return `xmlns:${nom}="urn:oasis:names:tc:opendocument:xmlns:${suffixe}:1.0"`
  })
  .join(' ')

const style = (nom: string, format?: string, reste = '') =>
  `<style:style style:name="${nom}" style:family="table-cell"${format ? ` style:data-style-name="${format}"` : ''}>${reste}</style:style>`

const jour =
  '<number:day number:style="long"/><number:text>/</number:text><number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/>'
const heure =
  '<number:text> </number:text><number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/>'

const debut = `<?xml version="1.0" encoding="UTF-8"?>
<office:document-content ${espacesDeNoms} office:version="1.3"><office:automatic-styles>${[
  '<number:number-style style:name="f-entier"><number:number number:decimal-places="0" number:min-integer-digits="1"/></number:number-style>',
  '<number:number-style style:name="f-montant"><number:number number:decimal-places="2" number:min-decimal-places="2" number:min-integer-digits="1" number:grouping="true"/></number:number-style>',
  `<number:date-style style:name="f-date">${jour}</number:date-style>`,
  `<number:date-style style:name="f-instant">${jour}${heure}</number:date-style>`,
  style('texte'),
  style('booleen'),
  style('entier', 'f-entier'),
  style('montant', 'f-montant'),
  style('date', 'f-date'),
  style('instant', 'f-instant'),
  style('titre', undefined, '<style:text-properties fo:font-weight="bold"/>'),
].join('')}</office:automatic-styles><office:body><office:spreadsheet>`

const manifeste = `<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="${mime}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`
