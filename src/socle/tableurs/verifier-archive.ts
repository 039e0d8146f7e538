import { createInflateRaw } from 'node:zlib'

type Entree = { nom: string; methode: number; compresse: number; taille: number; position: number; chiffre: boolean }

export type Archive = { noms: string[] }

/**
 * Opens a ZIP (XLSX, ODS, DOCX) without trusting it: what its directory declares, then what each file really inflates
 * to, must stay under `octetsReels`. `trop_lourde`: a bomb, or too big for us; `illisible`: broken, encrypted or ZIP64.
 */
export async function verifierArchive(
  octets: Buffer,
  octetsReels: number,
): Promise<Archive | 'trop_lourde' | 'illisible'> {
  const entrees = annuaire(octets)
  if (!entrees || entrees.some((e) => e.chiffre || (e.methode !== 0 && e.methode !== 8))) return 'illisible'
  if (entrees.length > 5000 || entrees.reduce((n, e) => n + e.taille, 0) > octetsReels) return 'trop_lourde'
  let reste = octetsReels
  for (const entree of entrees) {
    const taille = await tailleReelle(octets, entree, reste)
    if (typeof taille === 'string') return taille
    reste -= taille
  }
  return { noms: entrees.map((e) => e.nom) }
}

async function tailleReelle(octets: Buffer, e: Entree, reste: number): Promise<number | 'trop_lourde' | 'illisible'> {
  if (e.position + 30 > octets.length || octets.readUInt32LE(e.position) !== 0x04034b50) return 'illisible'
  const debut = e.position + 30 + octets.readUInt16LE(e.position + 26) + octets.readUInt16LE(e.position + 28)
  const contenu = octets.subarray(debut, debut + e.compresse)
  if (contenu.length !== e.compresse) return 'illisible'
  if (e.methode === 0) return contenu.length > reste ? 'trop_lourde' : contenu.length
  const inflation = createInflateRaw()
  inflation.end(contenu)
  let taille = 0
  try {
    for await (const morceau of inflation as AsyncIterable<Buffer>) {
      taille += morceau.length
      if (taille > reste) return 'trop_lourde'
    }
  } catch {
    return 'illisible'
  }
  return taille
}

const finDAnnuaire = Buffer.from('PK\x05\x06', 'latin1')

function annuaire(octets: Buffer): Entree[] | undefined {
  const fin = octets.lastIndexOf(finDAnnuaire)
  if (fin < 0 || fin + 22 > octets.length) return undefined
  const entrees: Entree[] = []
  let p = octets.readUInt32LE(fin + 16)
  for (let i = 0; i < octets.readUInt16LE(fin + 10); i++) {
    if (p + 46 > octets.length || octets.readUInt32LE(p) !== 0x02014b50) return undefined
    const nom = octets.readUInt16LE(p + 28)
    entrees.push({
      nom: octets.toString('utf8', p + 46, p + 46 + nom),
      methode: octets.readUInt16LE(p + 10),
      compresse: octets.readUInt32LE(p + 20),
      taille: octets.readUInt32LE(p + 24),
      position: octets.readUInt32LE(p + 42),
      chiffre: (octets.readUInt16LE(p + 8) & 1) === 1,
    })
    p += 46 + nom + octets.readUInt16LE(p + 30) + octets.readUInt16LE(p + 32)
  }
  return entrees
}
