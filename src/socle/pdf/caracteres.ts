import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Shown in place of a character that no font can draw. PDF/UA refuses the whole document otherwise. */
const inconnu = '▯'

/** Directional controls could show a text in another order than the one it was typed in; they are never kept. */
const directions = [0x61c, 0x200e, 0x200f, [0x202a, 0x202e], [0x2066, 0x2069]] as const
const commandes = [[0, 8], [0xe, 0x1f], [0x7f, 0x9f], 0xfeff, [0xfff9, 0xfffb], 0xfffe, 0xffff] as const
/** Joiners, soft hyphen and variation selectors draw nothing by themselves. */
const invisibles = [
  [9, 0xd],
  0x20,
  0xa0,
  0xad,
  [0x2000, 0x200d],
  0x202f,
  0x205f,
  0x2060,
  0x3000,
  0xfe0e,
  0xfe0f,
] as const
/** Line and paragraph separators, vertical tab, form feed. */
const finsDeLigne = [0x2028, 0x2029, 0xb, 0xc] as const

/** Makes every string of `donnees`, at any depth, drawable with the fonts that cover `couverts`. */
export function assainir(donnees: unknown, couverts: (point: number) => boolean): unknown {
  if (typeof donnees === 'string') return dessinable(donnees, couverts)
  if (Array.isArray(donnees)) return donnees.map((x) => assainir(x, couverts))
  if (typeof donnees !== 'object' || donnees === null) return donnees
  return Object.fromEntries(Object.entries(donnees).map(([cle, x]) => [cle, assainir(x, couverts)]))
}

function dessinable(texte: string, couverts: (point: number) => boolean): string {
  let sortie = ''
  for (const c of texte.normalize('NFC').toWellFormed().replace(/\r\n?/g, '\n')) {
    const point = c.codePointAt(0) ?? 0
    if (dans(finsDeLigne, point)) sortie += '\n'
    else if (dans(directions, point) || dans(commandes, point)) continue
    else sortie += dans(invisibles, point) || couverts(point) ? c : inconnu
  }
  return sortie
}

const dans = (plages: readonly (number | readonly [number, number])[], point: number): boolean =>
  plages.some((p) => (typeof p === 'number' ? p === point : point >= p[0] && point <= p[1]))

/** The characters drawn by the TrueType fonts of a folder. */
export function couverture(dossier: string): (point: number) => boolean {
  const points = new Set<number>()
  for (const nom of readdirSync(dossier).filter((n) => n.endsWith('.ttf'))) {
    for (const p of pointsDe(readFileSync(join(dossier, nom)))) points.add(p)
  }
  return (point) => points.has(point)
}

/** Reads the `cmap` table (OpenType, formats 4 and 12: the only two that our fonts use). */
function* pointsDe(police: Buffer): Generator<number> {
  const cmap = decalageDe(police, 'cmap')
  for (let i = 0; i < police.readUInt16BE(cmap + 2); i++) {
    const table = cmap + police.readUInt32BE(cmap + 4 + i * 8 + 4)
    const format = police.readUInt16BE(table)
    if (format === 12) yield* format12(police, table)
    if (format === 4) yield* format4(police, table)
  }
}

function decalageDe(police: Buffer, nom: string): number {
  for (let i = 0; i < police.readUInt16BE(4); i++) {
    const entree = 12 + i * 16
    if (police.toString('latin1', entree, entree + 4) === nom) return police.readUInt32BE(entree + 8)
  }
  throw new Error(`This font has no ${nom} table.`)
}

function* format12(police: Buffer, table: number): Generator<number> {
  for (let i = 0; i < police.readUInt32BE(table + 12); i++) {
    const groupe = table + 16 + i * 12
    for (let p = police.readUInt32BE(groupe); p <= police.readUInt32BE(groupe + 4); p++) yield p
  }
}

function* format4(police: Buffer, table: number): Generator<number> {
  const double = police.readUInt16BE(table + 6)
  for (let i = 0; i < double; i += 2) {
    const fin = police.readUInt16BE(table + 14 + i)
    const debut = police.readUInt16BE(table + 16 + double + i)
    const delta = police.readUInt16BE(table + 16 + double * 2 + i)
    const place = table + 16 + double * 3 + i
    const decalage = police.readUInt16BE(place)
    for (let p = debut; p <= fin && p !== 0xffff; p++) {
      const glyphe = decalage === 0 ? (p + delta) & 0xffff : police.readUInt16BE(place + decalage + (p - debut) * 2)
      if (glyphe !== 0) yield p
    }
  }
}
