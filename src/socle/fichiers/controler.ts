import { type FileHandle, open } from 'node:fs/promises'
import { fileTypeFromBuffer } from 'file-type'
import type { Refus } from '../../domaine/refus.ts'
import { controlerTexte, ressembleABalises } from './controler-texte.ts'
import { controlerZip, protege } from './controler-zip.ts'
import { conversion } from './conversions.ts'
import { EXTENSIONS, type Extension, estExtension, FORMATS } from './formats.ts'
import { extensionDe } from './nettoyer-nom.ts'
import { refusFichier, vide } from './refus-fichier.ts'
import { tranche } from './tranche.ts'

/** What a file really is, and the type to serve it with. */
export type Controle = { type: string; extension: Extension }

const TETE = 4_100
const QUEUE = 65_536

/**
 * Accepts a file only when its name, the type its sender declares and its content all say the same thing of the allow-list
 * (`formats` narrows it for one question). Reads the file from the disk, in bounded memory.
 * Refuses: 415 another kind of file (program, SVG, HTML, macros, password), 422 an empty or damaged one, a ZIP bomb.
 */
export async function controler(
  chemin: string,
  nomDeclare: string,
  typeDeclare: string,
  formats: readonly Extension[] = EXTENSIONS,
): Promise<Controle | Refus> {
  const annonce = annoncer(nomDeclare, typeDeclare)
  if (!annonce || !formats.includes(annonce)) return nonAccepte(formats, extensionDe(nomDeclare))
  const fichier = await open(chemin, 'r')
  try {
    const { size } = await fichier.stat()
    if (size === 0) return vide()
    const tete = await tranche(fichier, 0, Math.min(TETE, size))
    const refus = await examiner(fichier, annonce, tete, size)
    return refus ?? { type: FORMATS[annonce].type, extension: annonce }
  } finally {
    await fichier.close()
  }
}

/** The extension on which the name and the declared type agree; « octet-stream » and nothing declare nothing. */
function annoncer(nom: string, typeDeclare: string): Extension | null {
  const type = typeDeclare.split(';')[0]?.trim().toLowerCase() ?? ''
  const muet = type === '' || type === 'application/octet-stream' || type === 'binary/octet-stream'
  const extension = extensionDe(nom)
  if (extension === '') return EXTENSIONS.find((e) => FORMATS[e].type === type) ?? null
  if (!estExtension(extension)) return null
  const declares: readonly string[] = FORMATS[extension].declares
  return muet || FORMATS[extension].type === type || declares.includes(type) ? extension : null
}

async function examiner(fichier: FileHandle, annonce: Extension, tete: Buffer, taille: number): Promise<Refus | null> {
  if (annonce === 'csv' || annonce === 'txt') return await controlerTexte(fichier)
  const zip = tete.length >= 4 && tete.readUInt32LE(0) === 0x04034b50
  if (annonce === 'docx' || annonce === 'xlsx' || annonce === 'odt' || annonce === 'ods') {
    if (tete.subarray(0, 4).equals(CFB)) return protege() // password, or the formats of before 2007: the same envelope
    if (!zip) return autreContenu(annonce, await reconnu(tete))
    const nature = await controlerZip(fichier)
    if (nature !== null && typeof nature === 'object') return nature
    return nature === annonce ? null : autreContenu(annonce, nature ? FORMATS[nature].libelle : null)
  }
  if (annonce === 'pdf') return await controlerPdf(fichier, tete, taille)
  const type = await fileTypeFromBuffer(tete)
  const attendu = annonce === 'png' ? /^image\/a?png$/ : new RegExp(`^${FORMATS[annonce].type}$`)
  return type && attendu.test(type.mime) ? null : autreContenu(annonce, await reconnu(tete))
}

const CFB = Buffer.from([0xd0, 0xcf, 0x11, 0xe0])

/** The header in the first 1,024 bytes, as readers allow; nothing else before it that runs; an end that was not cut. */
async function controlerPdf(fichier: FileHandle, tete: Buffer, taille: number): Promise<Refus | null> {
  const place = tete.subarray(0, 1024).indexOf('%PDF-')
  const type = await fileTypeFromBuffer(tete)
  if (place < 0 || (type && type.ext !== 'pdf') || (place > 0 && ressembleABalises(tete)))
    return autreContenu('pdf', await reconnu(tete))
  const queue = await tranche(fichier, Math.max(0, taille - QUEUE), Math.min(QUEUE, taille))
  return queue.includes('%%EOF') || queue.includes('startxref') ? null : incomplet()
}

/** What people would call this content, when it is something known. */
async function reconnu(tete: Buffer): Promise<string | null> {
  if (ressembleABalises(tete)) return 'une page web ou un dessin SVG'
  const type = await fileTypeFromBuffer(tete)
  if (!type) return null
  if (/executable|x-msdownload|x-elf|x-mach|dosexec/.test(type.mime)) return 'un programme'
  return estExtension(type.ext) ? FORMATS[type.ext].libelle : `un fichier ${type.ext.toUpperCase()}`
}

const autreContenu = (annonce: Extension, contenu: string | null): Refus =>
  refusFichier(
    415,
    'contenu_inattendu',
    `Le nom de ce fichier annonce ${FORMATS[annonce].libelle}, mais son contenu ${contenu ? `est ${contenu}` : 'est autre chose'}. Ouvrez l’original et enregistrez-le ou exportez-le au bon format\u00a0: renommer un fichier ne suffit pas.`,
  )

const nonAccepte = (formats: readonly Extension[], extension: string): Refus =>
  refusFichier(
    415,
    'format_non_accepte',
    `${conversion(extension) ?? 'Ce type de fichier n’est pas accepté.'} Formats acceptés\u00a0: ${formats.map((f) => f.toUpperCase()).join(', ')}.${estExtension(extension) ? ' Le nom du fichier doit porter l’extension de son contenu.' : ''}`,
  )

const incomplet = (): Refus =>
  refusFichier(
    422,
    'fichier_abime',
    'Ce PDF est incomplet\u00a0: sa fin manque. Exportez-le ou téléchargez-le à nouveau, puis renvoyez-le.',
  )
