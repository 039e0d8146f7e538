import { resoudreCalendrier } from '../domaine/appel/resoudre-calendrier.ts'
import { type Appel, schemaAppelEcrit } from '../domaine/appel/schema.ts'
import { verifierAppel } from '../domaine/appel/verifier.ts'
import { lireDossierAppel } from '../socle/appels.ts'
import type { ErreurFichier } from '../socle/appels-yaml.ts'

/** A call's folder, read, checked and with absolute dates; or every error with its file, line and column. */
export const chargerAppel = async (
  dossier: string,
  maintenant: Date,
): Promise<{ appel: Appel } | { erreurs: ErreurFichier[] }> => {
  const lu = await lireDossierAppel(dossier)
  if ('erreurs' in lu) return lu
  const forme = schemaAppelEcrit.safeParse(lu.brut)
  if (!forme.success) return { erreurs: forme.error.issues.map((i) => lu.situer(i.path.join('.'), i.message)) }
  const fautes = verifierAppel(forme.data)
  if (fautes.length > 0) return { erreurs: fautes.map((f) => lu.situer(f.chemin, f.message)) }
  return { appel: resoudreCalendrier(forme.data, maintenant) }
}
