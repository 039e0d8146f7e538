/* Reads an uploaded workbook in a thread that its caller can stop: a file of some hundred bytes may unfold into billions of cells. */
import { parentPort, workerData } from 'node:worker_threads'
import { streamOdsRows } from 'hucre/ods'
import { streamXlsxRows } from 'hucre/xlsx'
import type { Refus } from '../../domaine/refus.ts'
import {
  caseLue,
  classeurIllisible,
  collecteur,
  type Limites,
  nombre,
  pasUnTableau,
  refusDeLecture,
  type Tableau,
  tropLourd,
} from './lecture.ts'
import { verifierArchive } from './verifier-archive.ts'

export type Demande = { octets: Uint8Array; nom: string; limites: Limites }

// The only sender is lire-classeur.ts.
parentPort?.postMessage(await lire(workerData as Demande))

async function lire({ octets: recus, nom, limites }: Demande): Promise<Tableau | Refus> {
  const octets = Buffer.from(recus.buffer, recus.byteOffset, recus.byteLength)
  const archive = await verifierArchive(octets, limites.octetsReels)
  if (archive === 'trop_lourde') return tropLourd(limites.octetsReels)
  if (archive === 'illisible') return classeurIllisible(nom)
  const xlsx = archive.noms.includes('xl/workbook.xml')
  if (!xlsx && !archive.noms.includes('content.xml')) return pasUnTableau(nom)
  const { ajouter, rendre } = collecteur(limites)
  try {
    const maxRows = limites.lignes + 2
    let reste = limites.cellules
    for await (const ligne of xlsx
      ? streamXlsxRows(octets, { maxRows })
      : streamOdsRows(octets, { maxRows, sheets: [0] })) {
      // A cell far to the right costs all those before it, empty as they are.
      reste -= ligne.values.length
      const refus = reste < 0 ? tropDeCases(limites.cellules) : ajouter(ligne.values.map(enTexte), ligne.index + 1)
      if (refus) return refus
    }
  } catch {
    // hucre throws on what is not a workbook: the file's fault, and its author can act.
    return classeurIllisible(nom)
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

function tropDeCases(cases: number): Refus {
  return refusDeLecture(
    413,
    'tableau_trop_large',
    `Ce tableau s’étend sur plus de ${nombre(cases)} cases, vides comprises. Supprimez les colonnes et les lignes vides qui le suivent.`,
  )
}
