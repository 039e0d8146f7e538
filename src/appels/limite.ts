import type { Refus } from '../domaine/refus.ts'
import type { Maison } from '../maison.ts'
import type { Requete } from '../socle/http/pages.ts'
import { compterEssai, reseauDe } from '../socle/limites.ts'

/** Pages that compute for anybody (search, simulator, blank form) are counted by network, by the minute; those signed in are not.
 * 429 with the sentence beyond `LIMITE_ANONYME` a second. */
export const tropDeCalculs = async ({ porte, config }: Maison, requete: Requete): Promise<Refus | undefined> =>
  requete.session
    ? undefined
    : compterEssai(
        porte.base,
        [{ porte: 'calcul', cle: reseauDe(requete.ip), max: config.limiteAnonyme * 60, minutes: 1 }],
        requete.recuLe,
      )
