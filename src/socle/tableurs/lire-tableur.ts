import { readFile, stat } from 'node:fs/promises'
import { setImmediate as souffler } from 'node:timers/promises'
import { streamOdsRows } from 'hucre/ods'
import { streamXlsxRows } from 'hucre/xlsx'
import type { Refus } from '../../domaine/refus.ts'
import {
  caseLue,
  collecteur,
  estRefus,
  type Limites,
  limitesHabituelles,
  refusDeLecture,
  type Tableau,
  tropLourd,
} from './lecture.ts'
import { lireCsvParLigne } from './lire-csv.ts'
import type { Source } from './texte-du-fichier.ts'
import { verifierArchive } from './verifier-archive.ts'

/**
 * Reads a CSV, XLSX or ODS file (first sheet) given by its bytes or path; `nom`, the name its author gave it, only
 * serves the messages: the content decides. Refusals: too big (413), not a sheet (415), a row that is wrong (422).
 */
export async function lireTableur(
  source: Source,
  nom: string,
  limites: Partial<Limites> = {},
): Promise<Tableau | Refus> {
  const bornes = { ...limitesHabituelles, ...limites }
  const taille = typeof source === 'string' ? (await stat(source)).size : source.byteLength
  if (taille > bornes.octets) return tropLourd(bornes.octets)
  const octets =
    typeof source === 'string' ? await readFile(source) : Buffer.from(source.buffer, source.byteOffset, taille)
  const signature = octets.toString('latin1', 0, 4)
  if (signature === 'PK\x03\x04') return lireClasseur(octets, nom, bornes)
  if (signature === '\xd0\xcf\x11\xe0') return ancien(nom)
  if (signature === '%PDF') return autreChose(nom)
  return lireCsv(octets, bornes)
}

async function lireCsv(octets: Buffer, limites: Limites): Promise<Tableau | Refus> {
  const csv = await lireCsvParLigne(octets)
  if (estRefus(csv)) return csv
  const { ajouter, rendre } = collecteur(limites)
  const trop = ajouter(csv.colonnes, 1)
  if (trop) return trop
  for await (const ligne of csv.lignes) {
    const refus = estRefus(ligne) ? ligne : ajouter(ligne.cellules, ligne.numero)
    if (refus) return refus
  }
  return rendre()
}

async function lireClasseur(octets: Buffer, nom: string, limites: Limites): Promise<Tableau | Refus> {
  const archive = await verifierArchive(octets, limites.octetsReels)
  if (archive === 'trop_lourde') return tropLourd(limites.octetsReels)
  if (archive === 'illisible') return illisible(nom)
  const xlsx = archive.noms.includes('xl/workbook.xml')
  if (!xlsx && !archive.noms.includes('content.xml')) return autreChose(nom)
  const { ajouter, rendre } = collecteur(limites)
  try {
    const maxRows = limites.lignes + 2
    for await (const ligne of xlsx
      ? streamXlsxRows(octets, { maxRows })
      : streamOdsRows(octets, { maxRows, sheets: [0] })) {
      const refus = ajouter(ligne.values.map(enTexte), ligne.index + 1)
      if (refus) return refus
      if (ligne.index % 500 === 0) await souffler()
    }
  } catch {
    // hucre throws on what is not a workbook: the file's fault, and its author can act.
    return illisible(nom)
  }
  return rendre()
}

/** Numbers with a point, days in ISO, instants without their zone. */
function enTexte(valeur: string | number | boolean | Date | null): string {
  if (valeur === null) return ''
  if (valeur instanceof Date) return valeur.toISOString().replace('T00:00:00.000Z', '').replace('.000Z', '')
  if (typeof valeur === 'boolean') return valeur ? 'oui' : 'non'
  return caseLue(String(valeur))
}

const ancien = (nom: string): Refus =>
  refusDeLecture(
    415,
    'classeur_ancien',
    `«\u00a0${nom}\u00a0» est protégé par un mot de passe, ou d’un ancien format (.xls). Enregistrez-le sans mot de passe, en .xlsx, .ods ou .csv.`,
  )

const illisible = (nom: string): Refus =>
  refusDeLecture(
    422,
    'classeur_illisible',
    `«\u00a0${nom}\u00a0» est abîmé ou protégé. Ouvrez-le dans votre tableur et enregistrez-le de nouveau, en .xlsx, .ods ou .csv.`,
  )

const autreChose = (nom: string): Refus =>
  refusDeLecture(
    415,
    'pas_un_tableau',
    `«\u00a0${nom}\u00a0» n’est pas un tableau. Envoyez un fichier .csv, .xlsx ou .ods.`,
  )
