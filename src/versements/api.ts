import type { FastifyReply } from 'fastify'
import type { Acteur } from '../domaine/faits.ts'
import { estRefus, type Refus } from '../domaine/refus.ts'
import type { Maison } from '../maison.ts'
import { ecrireCsv } from '../socle/tableurs/ecrire-csv.ts'
import { ecrireOds } from '../socle/tableurs/ecrire-ods.ts'
import { ecrireXlsx } from '../socle/tableurs/ecrire-xlsx.ts'
import { COLONNES_DOSSIERS, dossiersAExporter } from './export.ts'

/** The part of the API's declarations that an export needs. */
type Api = {
  get: (
    url: string,
    traiter: (a: {
      acteur: Acteur
      requete: { query: Record<string, string | undefined> }
      reponse: FastifyReply
    }) => Promise<{ corps: unknown } | Refus>,
  ) => unknown
}

const FORMATS = {
  csv: { type: 'text/csv; charset=utf-8', ecrire: ecrireCsv },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', ecrire: ecrireXlsx },
  ods: { type: 'application/vnd.oasis.opendocument.spreadsheet', ecrire: ecrireOds },
} as const

/** `GET /api/v1/export/dossiers.csv|.xlsx|.ods`: what the person may see, streamed, same filters as the list. */
export const apiExport = (api: Api, maison: Maison): void => {
  for (const format of Object.keys(FORMATS) as (keyof typeof FORMATS)[]) {
    // the keys of a constant object
    api.get(`/export/dossiers.${format}`, async ({ acteur, requete, reponse }) => {
      const { appel, etat, q, ecole, tri } = requete.query
      const lignes = await dossiersAExporter(maison.porte.base, acteur, { appel, etat, q, ecole, tri })
      if (estRefus(lignes)) return lignes
      const { type, ecrire } = FORMATS[format]
      reponse.type(type).header('content-disposition', `attachment; filename="dossiers.${format}"`)
      return { corps: ecrire(COLONNES_DOSSIERS, lignes) }
    })
  }
}
