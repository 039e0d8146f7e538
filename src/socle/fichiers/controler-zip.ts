import type { FileHandle } from 'node:fs/promises'
import type { Refus } from '../../domaine/refus.ts'
import { refusFichier } from './refus-fichier.ts'
import { deplier, type EntreeZip, lireRepertoire } from './zip.ts'

export type Bureautique = 'docx' | 'xlsx' | 'odt' | 'ods'

const MAX_DEPLIE = 100_000_000
/** Beyond 10 MB once unfolded, more than a hundred times its own size is not a document that people write. */
const RATIO_MAX = 100
const RATIO_APRES = 10_000_000
const MAX_TEXTE = 2_000_000

/**
 * Opens an office document as its software would and says what it is; refuses a password, macros, programs inside,
 * a ZIP bomb (measured on what really unfolds, whatever the directory declares), a damaged archive.
 */
export async function controlerZip(fichier: FileHandle): Promise<Bureautique | null | Refus> {
  const entrees = await lireRepertoire(fichier)
  if (!entrees) return abime()
  if (entrees.some((e) => e.chiffree)) return protege()
  if (entrees.some((e) => MACRO.test(e.nom))) return macros()
  if (entrees.some((e) => PROGRAMME.test(e.nom))) return programme()
  const { size } = await fichier.stat()
  const textes = await deplierTout(fichier, entrees, size)
  if ('refus' in textes) return textes
  return nature(textes)
}

const MACRO = /vbaproject|vbadata|\/macrosheets\/|\/activex\/|^(?:Basic\/.+\/(?!script-l[bc]\.)|Scripts\/.*[^/]$)/i
const PROGRAMME = /\.(?:exe|dll|com|scr|bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta|msi|jar|lnk|sh|html?|svg)$/i

/** What tells one kind from another, once unfolded. */
type Textes = { types: string; mimetype: string; manifeste: string }
const A_LIRE: Record<string, keyof Textes> = {
  '[Content_Types].xml': 'types',
  mimetype: 'mimetype',
  'META-INF/manifest.xml': 'manifeste',
}

async function deplierTout(
  fichier: FileHandle,
  entrees: readonly EntreeZip[],
  octets: number,
): Promise<Textes | Refus> {
  const textes: Textes = { types: '', mimetype: '', manifeste: '' }
  const plafond = Math.min(MAX_DEPLIE, Math.max(RATIO_APRES, octets * RATIO_MAX))
  if (entrees.reduce((total, e) => total + e.deplie, 0) > plafond) return bombe()
  let total = 0
  try {
    for (const entree of entrees) {
      if (entree.methode !== 0 && entree.methode !== 8) return abime()
      const cle = Object.hasOwn(A_LIRE, entree.nom) ? A_LIRE[entree.nom] : undefined
      let ici = 0
      for await (const morceau of deplier(fichier, entree)) {
        ici += morceau.length
        total += morceau.length
        if (total > plafond) return bombe()
        if (ici > entree.deplie) return abime()
        if (cle && ici <= MAX_TEXTE) textes[cle] += morceau.toString('utf8')
      }
    }
  } catch {
    return abime()
  }
  return textes
}

function nature({ types, mimetype, manifeste }: Textes): Bureautique | null | Refus {
  if (/macroEnabled|vnd\.ms-office\.vbaProject/i.test(types)) return macros()
  if (types.includes('wordprocessingml.document.main+xml')) return 'docx'
  if (types.includes('spreadsheetml.sheet.main+xml')) return 'xlsx'
  if (manifeste.includes('encryption-data')) return protege()
  if (mimetype === 'application/vnd.oasis.opendocument.text') return 'odt'
  if (mimetype === 'application/vnd.oasis.opendocument.spreadsheet') return 'ods'
  return null
}

export const protege = (): Refus =>
  refusFichier(
    415,
    'fichier_protege',
    'Ce fichier est protégé par un mot de passe\u00a0: le service ne pourrait pas le lire. Enregistrez-le sans mot de passe, ou exportez-le en PDF.',
  )

const macros = (): Refus =>
  refusFichier(
    415,
    'fichier_avec_macros',
    'Ce document contient des macros (de petits programmes), qui ne sont pas acceptées. Enregistrez-le au format DOCX ou XLSX simple, ou exportez-le en PDF.',
  )

const programme = (): Refus =>
  refusFichier(
    415,
    'fichier_avec_programme',
    'Ce document contient un programme ou une page web. Retirez l’objet incorporé, ou exportez le document en PDF.',
  )

const bombe = (): Refus =>
  refusFichier(
    422,
    'archive_suspecte',
    'Ce document occupe une place anormale une fois ouvert\u00a0: il n’est pas accepté. Exportez-le en PDF et envoyez le PDF.',
  )

const abime = (): Refus =>
  refusFichier(
    422,
    'fichier_abime',
    'Ce document est abîmé\u00a0: son contenu ne peut pas être relu. Ouvrez-le, enregistrez-le à nouveau, puis renvoyez-le.',
  )
