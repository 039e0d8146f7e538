import type { Attente } from './acte.ts'
import { ACTES } from './actes.ts'
import { acteSelon, type Qualite, qualitePour } from './droits.ts'
import { ecolesVivantes, type Faits } from './faits.ts'

export type ActePossible = { acte: string; sur: string; id?: string }

/** What these capacities may do now on this dossier: the rules that refuse the POST hide the button. Read on masked facts. */
export const actesPossibles = (
  faits: Faits,
  qualites: Qualite[],
  maintenant: Date,
  personne: string | null = null,
): ActePossible[] =>
  Object.entries(ACTES).flatMap(([nom, ecrit]) => {
    const acte = acteSelon(ecrit, faits)
    if (!acte.de.includes(faits.dossier.etat)) return []
    const possible = (sur?: string): boolean => {
      const qualite = qualitePour(acte, qualites, sur)
      return qualite !== undefined && !acte.possible?.({ faits, maintenant, qualite, personne }, sur)
    }
    if (acte.sur !== 'ecole') return possible() ? [{ acte: nom, sur: acte.sur ?? 'dossier' }] : []
    return ecolesVivantes(faits)
      .filter((e) => possible(e.uai))
      .map((e) => ({ acte: nom, sur: 'ecole', id: e.uai }))
  })

export type EnAttente = Attente & { acte: string }

/** Who is awaited, for what, since and until when: the sentence at the top. Empty when the dossier rests. Who sees some schools
 * only is told the same truth, but what waits for another school. */
export const enAttenteDe = (faits: Faits, maintenant: Date): EnAttente[] =>
  Object.entries(ACTES).flatMap(([acte, a]) =>
    a.attendu && a.de.includes(faits.dossier.etat)
      ? a
          .attendu({ faits: faits.entiers ?? faits, maintenant })
          .filter((x) => x.ecole === undefined || faits.ecoles.some((e) => e.uai === x.ecole))
          .map((x) => ({ ...x, acte }))
      : [],
  )
