import { resoudreCalendrier } from '../domaine/appel/resoudre-calendrier.ts'
import type { Appel } from '../domaine/appel/schema.ts'
import type { ErreurFichier } from '../socle/appels-yaml.ts'
import { lireAppelEcrit } from './appel-ecrit.ts'

/** A call's folder, read, checked and with absolute dates; or every error with its file, line and column. */
export const chargerAppel = async (
  dossier: string,
  maintenant: Date,
): Promise<{ appel: Appel } | { erreurs: ErreurFichier[] }> => {
  const lu = await lireAppelEcrit(dossier)
  return 'erreurs' in lu ? lu : { appel: resoudreCalendrier(lu.appel, maintenant) }
}
