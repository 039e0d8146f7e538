import { estRefus, type Refus } from '../domaine/refus.ts'
import { type Accompli, accomplir } from '../registre/accomplir.ts'
import type { Ecran } from './ecran.ts'

/** One act from a page. `version`: the one that the person read, for decisions; absent for small acts that do not depend on
 * what the dossier says (adding a school while a head types), which are tried again when somebody else wrote meanwhile. */
export const agir = async (
  e: Ecran,
  acte: string,
  saisie: Record<string, unknown>,
  version?: string,
): Promise<Accompli | Refus> => {
  const demande = (v: number) =>
    accomplir(e.maison.porte, {
      dossier: e.faits.dossier.id,
      acte,
      saisie: { version: v, ...saisie },
      acteur: e.acteur,
      recuLe: e.maintenant,
    })
  if (version !== undefined) return demande(/^\d{1,9}$/.test(version) ? Number(version) : 0)
  const fait = await demande(e.faits.dossier.version)
  return estRefus(fait) && fait.code === 'version_perimee' ? demande(await versionDe(e)) : fait
}

const versionDe = async (e: Ecran): Promise<number> => {
  const ligne = await e.base
    .selectFrom('dossier')
    .select('version')
    .where('id', '=', e.faits.dossier.id)
    .executeTakeFirst()
  return ligne?.version ?? e.faits.dossier.version
}
