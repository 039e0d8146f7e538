import type { schemaCommission } from './appel/schema-instruction.ts'
import type { Qualite } from './droits.ts'
import type { Faits } from './faits.ts'
import { moyenne } from './notation.ts'
import { comparer, lireRationnel } from './rationnel.ts'

type Commission = Pick<
  ReturnType<typeof schemaCommission.parse>,
  'notateursParProjet' | 'notationAveugle' | 'ecartSecondeLecture'
>

/** Where the reading of one school project stands. `ecart`: highest minus lowest score, points out of 100 (null under two scores). */
export type Lectures = {
  donnees: number
  attendues: number
  ecart: number | null
  /** The gap is over the call's limit, and one more reading is awaited. */
  seconde: boolean
  complete: boolean
}

/** How many readings a project has and still needs, from its scorers' exact scores. When the call's number is reached and the gap
 * exceeds `ecartSecondeLecture`, exactly one more is awaited; given it, or the gap reduced, the reading is complete. */
export const lecturesDe = (c: Commission, exacts: readonly string[]): Lectures => {
  const donnees = exacts.length
  const m = donnees < 2 ? undefined : moyenne(exacts)
  const trop =
    m !== undefined &&
    c.ecartSecondeLecture !== null &&
    comparer(lireRationnel(m.ecartExact), lireRationnel(c.ecartSecondeLecture)) > 0
  const seconde = trop && donnees === c.notateursParProjet
  return {
    donnees,
    attendues: c.notateursParProjet + (seconde ? 1 : 0),
    ecart: m?.ecart ?? null,
    seconde,
    complete: donnees >= c.notateursParProjet && !seconde,
  }
}

/** Scores of one school project in the dossier, exact. */
export const exactsDe = (f: Pick<Faits, 'notes'>, uai: string): string[] =>
  f.notes.filter((n) => n.ecole === uai).map((n) => String(n.contenu.exact))

/** In a call that scores blind, the schools whose scores this member must not see yet: they have not given theirs, and a reading is
 * still awaited. Those who do not score (instructors, presidency) see everything. */
export const ecolesAveugles = (
  f: Pick<Faits, 'appel' | 'dossier' | 'notes' | 'ecoles'>,
  qualites: readonly Qualite[],
  personne: string | null,
): string[] => {
  const { commission } = f.appel
  if (!commission.notationAveugle || f.dossier.etat !== 'conforme') return []
  if (!qualites.some((q) => q.role === 'membre_commission')) return []
  return f.ecoles
    .filter((e) => !f.notes.some((n) => n.ecole === e.uai && n.personne_id === personne))
    .filter((e) => !lecturesDe(commission, exactsDe(f, e.uai)).complete)
    .map((e) => e.uai)
}

/** The facts without the scores of these schools. */
export const sansNotesDe = (f: Faits, uais: readonly string[]): Faits =>
  uais.length === 0
    ? f
    : {
        ...f,
        // The dossier's score is its best school's: it would tell what the schools hide.
        dossier: { ...f.dossier, score: null },
        notes: f.notes.filter((n) => !uais.includes(n.ecole)),
        ecoles: f.ecoles.map((e) =>
          uais.includes(e.uai)
            ? { ...e, score: null, contenu: { ...e.contenu, interne: sansNotation(e.contenu.interne) } }
            : e,
        ),
      }

const sansNotation = (interne: unknown): unknown =>
  typeof interne === 'object' && interne !== null ? { ...interne, notation: null } : interne
