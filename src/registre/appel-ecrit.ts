import { createHash } from 'node:crypto'
import { messagesDe } from '../domaine/appel/messages.ts'
import { montantsSansSigne } from '../domaine/appel/montants-ecrits.ts'
import { type AppelEcrit, schemaAppelEcrit } from '../domaine/appel/schema.ts'
import { verifierAppel } from '../domaine/appel/verifier.ts'
import { lireDossierAppel } from '../socle/appels.ts'
import type { ErreurFichier } from '../socle/appels-yaml.ts'

export type { ErreurFichier }

/**
 * Reads and checks the folder of a call (`appels/<slug>`). `empreinte`: SHA-256 of the call as written, whatever the order of its
 * keys. Errors bear file, line and column, in the order of the files. Resolve its calendar before publishing (`resoudreCalendrier`).
 */
export async function lireAppelEcrit(
  dossier: string,
): Promise<{ appel: AppelEcrit; empreinte: string } | { erreurs: ErreurFichier[] }> {
  const lu = await lireDossierAppel(dossier)
  if ('erreurs' in lu) return lu
  const forme = schemaAppelEcrit.safeParse(lu.brut)
  const erreurs = [
    ...montantsSansSigne(lu.brut),
    ...(forme.success ? verifierAppel(forme.data) : messagesDe(forme.error.issues)),
  ]
  if (forme.success && erreurs.length === 0) return { appel: forme.data, empreinte: empreinteAppel(forme.data) }
  const situees = erreurs.map((e) => lu.situer(e.chemin, e.message))
  return {
    erreurs: situees.sort((a, b) => a.fichier.localeCompare(b.fichier) || a.ligne - b.ligne || a.colonne - b.colonne),
  }
}

/** SHA-256 of a call, the same whatever the order of its keys. */
export const empreinteAppel = (appel: unknown): string =>
  createHash('sha256')
    .update(
      JSON.stringify(appel, (_, v: unknown) =>
        typeof v === 'object' && v !== null && !Array.isArray(v)
          ? Object.fromEntries(Object.entries(v).sort(([a], [b]) => (a < b ? -1 : 1)))
          : v,
      ),
    )
    .digest('hex')
