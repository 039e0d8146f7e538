import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

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
