import { readFile, stat } from 'node:fs/promises'
import type { Refus } from '../../domaine/refus.ts'
import {
  collecteur,
  estRefus,
  type Limites,
  limitesHabituelles,
  pasUnTableau,
  refusDeLecture,
  type Tableau,
  tropLourd,
} from './lecture.ts'
import { lireClasseur } from './lire-classeur.ts'
import { lireCsvParLigne } from './lire-csv.ts'
import type { Source } from './texte-du-fichier.ts'

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
  if (signature === 'PK\x03\x04') return lireClasseur({ octets, nom, limites: bornes })
  if (signature === '\xd0\xcf\x11\xe0') return ancien(nom)
  if (signature === '%PDF') return pasUnTableau(nom)
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

const ancien = (nom: string): Refus =>
  refusDeLecture(
    415,
    'classeur_ancien',
    `«\u00a0${nom}\u00a0» est protégé par un mot de passe, ou d’un ancien format (.xls). Enregistrez-le sans mot de passe, en .xlsx, .ods ou .csv.`,
  )
