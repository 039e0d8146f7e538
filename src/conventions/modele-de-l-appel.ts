import { MODELE_INITIAL, type ModeleConvention } from '../domaine/convention/modele.ts'
import type { Faits } from '../domaine/faits.ts'
import type { Lecteur } from '../registre/lire.ts'
import { lireVersionModele } from '../registre/modele-convention.ts'

/** The version that the last agreement of a dossier was written with; the house's text for those issued before versions existed. */
export const modeleDeLaConvention = async (
  base: Lecteur,
  f: Pick<Faits, 'conventions' | 'dossier'>,
): Promise<ModeleConvention> => {
  const numero = f.conventions.findLast((c) => c.etat !== 'remplacee')?.contenu.modele
  return (await lireVersionModele(base, f.dossier.appel, typeof numero === 'number' ? numero : 0)) ?? MODELE_INITIAL
}
