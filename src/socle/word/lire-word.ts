import { strFromU8, unzipSync } from 'fflate'
import type { Bloc, Fragment, Texte } from '../pdf/document.ts'

/** What a Word document says, as the blocks of a house document: its text, titles, lists, tables, page breaks; not its pictures. */
export function blocsDuWord(docx: Uint8Array): { titre: string | undefined; objet: string | undefined; blocs: Bloc[] } {
  const parties = unzipSync(docx, { filter: (f) => ['word/document.xml', 'word/numbering.xml'].includes(f.name) })
  const lire = (nom: string) => (parties[nom] ? strFromU8(parties[nom]) : '')
  const lus = lireCorps(lire('word/document.xml'))
  const puces = niveauxAPuces(lire('word/numbering.xml'))
  const deStyle = (style: RegExp) => lus.find((x): x is Paragraphe => x.type === 'p' && style.test(x.style))
  const [titre, objet] = [deStyle(/^(title|titre)$/i), deStyle(/^(subtitle|sous-?titre)$/i)]
  return {
    titre: titre && brut(titre),
    objet: objet && brut(objet),
    blocs: enBlocs(
      lus.filter((x) => x !== titre && x !== objet),
      puces,
    ),
  }
}

type Paragraphe = { type: 'p'; style: string; liste: string | undefined; fragments: Fragment[]; saut: boolean }
type Tableau = { type: 't'; lignes: Texte[][] }

const JETON = /<(\/?)([\w:]+)((?:\s+[\w:]+="[^"]*")*)\s*(\/?)>|([^<]+)/g
/** Text that a reader does not see: removed by a revision, codes of fields, notes' marks. */
const CACHES = new Set(['w:del', 'w:instrText', 'w:delText', 'mc:Fallback'])

function lireCorps(xml: string): (Paragraphe | Tableau)[] {
  const sortie: (Paragraphe | Tableau)[] = []
  const cellules: Paragraphe[][] = []
  const tableaux: { lignes: Texte[][]; ligne: Texte[] }[] = []
  let p: Paragraphe | undefined
  let [gras, dansTexte, cache] = [false, false, 0]
  for (const [, ferme, nom = '', attributs = '', vide, texte] of xml.matchAll(JETON)) {
    if (texte !== undefined) {
      if (dansTexte && cache === 0 && p) ecrire(p, decoder(texte), gras)
      continue
    }
    const ouvre = !ferme
    if (CACHES.has(nom) && !vide) cache += ouvre ? 1 : -1
    else if (cache > 0) continue
    else if (nom === 'w:p' && ouvre) p = { type: 'p', style: '', liste: undefined, fragments: [], saut: false }
    if (nom === 'w:p' && (ferme || vide) && p) {
      const cellule = cellules.at(-1)
      if (cellule) cellule.push(p)
      else sortie.push(p)
      p = undefined
    } else if (nom === 'w:pStyle' && p) p.style = val(attributs)
    else if (nom === 'w:numId' && p) p.liste = `${val(attributs)}`
    else if (nom === 'w:r' && ouvre) gras = false
    else if (nom === 'w:b' && ouvre) gras = !/w:val="(?:0|false)"/.test(attributs)
    else if (nom === 'w:t') dansTexte = ouvre && !vide
    else if (nom === 'w:tab' && p && p.fragments.length > 0) ecrire(p, ' ', gras)
    else if ((nom === 'w:br' || nom === 'w:cr') && p) {
      if (/w:type="page"/.test(attributs)) p.saut = true
      else ecrire(p, '\n', gras)
    } else if (nom === 'w:tbl') {
      if (ouvre) tableaux.push({ lignes: [], ligne: [] })
      else fermerTableau(tableaux.pop(), cellules.at(-1), sortie)
    } else if (nom === 'w:tr' && ouvre) {
      const t = tableaux.at(-1)
      if (t) t.ligne = []
    } else if (nom === 'w:tr') tableaux.at(-1)?.lignes.push(tableaux.at(-1)?.ligne ?? [])
    else if (nom === 'w:tc' && ouvre) cellules.push([])
    else if (nom === 'w:tc') tableaux.at(-1)?.ligne.push((cellules.pop() ?? []).map(brut).join('\n').trim())
  }
  return sortie
}

/** A table inside a cell is read as its lines. */
function fermerTableau(
  t: { lignes: Texte[][] } | undefined,
  cellule: Paragraphe[] | undefined,
  sortie: (Paragraphe | Tableau)[],
): void {
  if (!t || t.lignes.length === 0) return
  if (!cellule) sortie.push({ type: 't', lignes: t.lignes })
  else
    cellule.push(
      ...t.lignes.map(
        (l): Paragraphe => ({ type: 'p', style: '', liste: undefined, fragments: [l.join(' ')], saut: false }),
      ),
    )
}

function enBlocs(lus: readonly (Paragraphe | Tableau)[], puces: ReadonlySet<string>): Bloc[] {
  const blocs: Bloc[] = []
  for (const x of lus) {
    if (x.type === 't') {
      blocs.push(tableau(x.lignes))
      continue
    }
    if (x.saut) blocs.push({ type: 'saut' })
    const texte = brut(x)
    if (texte === '') continue
    const niveau = /^(?:heading|titre)\s*([1-9])$/i.exec(x.style)?.[1]
    const dernier = blocs.at(-1)
    if (niveau) blocs.push({ type: 'titre', texte, niveau: niveau === '1' ? 2 : 3 })
    else if (x.liste === undefined || x.liste === '0') blocs.push({ type: 'paragraphe', texte: x.fragments })
    else if (dernier?.type === 'liste' && (dernier.ordonnee ?? false) === !puces.has(x.liste))
      blocs[blocs.length - 1] = { ...dernier, elements: [...dernier.elements, x.fragments] }
    else blocs.push({ type: 'liste', elements: [x.fragments], ...(puces.has(x.liste) ? {} : { ordonnee: true }) })
  }
  return blocs
}

/** The first row names the columns. Rows of unequal length (merged cells) are completed. */
function tableau(lignes: readonly Texte[][]): Bloc {
  const largeur = Math.max(...lignes.map((l) => l.length))
  const completes = lignes.map((l) => [...l, ...Array.from({ length: largeur - l.length }, () => '')])
  const [titres = [], ...corps] = completes
  return {
    type: 'tableau',
    colonnes: titres.map((t) => ({ titre: typeof t === 'string' ? t : '', largeur: 1 })),
    lignes: corps,
  }
}

/** The lists whose first level is a bullet. */
function niveauxAPuces(xml: string): Set<string> {
  const abstraits = new Set(
    xml
      .split('</w:abstractNum>')
      .slice(0, -1)
      .map((avant) => avant.slice(avant.lastIndexOf('<w:abstractNum ')))
      .filter((tout) => /<w:numFmt w:val="bullet"\/>/.test(tout.split('</w:lvl>')[0] ?? ''))
      .map((tout) => /w:abstractNumId="(\d+)"/.exec(tout)?.[1]),
  )
  return new Set(
    [...xml.matchAll(/<w:num\b[^<>]*w:numId="(\d+)"[^<>]*>\s*<w:abstractNumId w:val="(\d+)"\/>/g)]
      .filter(([, , abstrait]) => abstraits.has(abstrait))
      .map(([, id = '']) => id),
  )
}

const val = (attributs: string): string => decoder(/w:val="([^"]*)"/.exec(attributs)?.[1] ?? '')

function ecrire(p: Paragraphe, texte: string, gras: boolean): void {
  const dernier = p.fragments.at(-1)
  if (gras && texte.trim() !== '') p.fragments.push({ gras: texte })
  else if (typeof dernier === 'string') p.fragments[p.fragments.length - 1] = dernier + texte
  else p.fragments.push(texte)
}

const brut = (p: Paragraphe): string =>
  p.fragments
    .map((f) => (typeof f === 'string' ? f : 'gras' in f ? f.gras : ''))
    .join('')
    .trim()

const ENTITES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }
const decoder = (texte: string): string =>
  texte.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (tout, hexa?: string, decimal?: string, nom?: string) =>
    nom ? (ENTITES[nom] ?? tout) : caractere(Number.parseInt(hexa ?? decimal ?? '0', hexa ? 16 : 10)),
  )

/** A number that is no character of XML says nothing. */
const caractere = (code: number): string =>
  code === 9 || code === 10 || (code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff))
    ? String.fromCodePoint(code)
    : ''
