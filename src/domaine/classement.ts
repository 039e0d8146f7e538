import { REGLES_DEPARTAGE } from './appel/schema-instruction.ts'
import { comparer, lireRationnel, type Rationnel } from './rationnel.ts'

/** `score`: exact (« 235/3 ») or decimal; null when not scored yet. `deposeLe`: ISO instant. `id`: unique, for instance the UAI. */
export type Projet = {
  id: string
  numero: string
  score: string | number | null
  /** A mark, or an exact fraction (« 7/2 ») when it is the mean of several scorers'. */
  notes: Readonly<Record<string, number | string>>
  /** With several scorers: their exact scores, whose mean `score` is. */
  scores?: readonly string[] | undefined
  deposeLe: string
  montant: number
  population: number | null
}
/** `departage`: the rule that set the project apart from the one above it; null when the scores already did. */
export type ProjetClasse<P extends Projet = Projet> = P & { rang: number | null; departage: string | null }

const LIBELLES: Readonly<Record<(typeof REGLES_DEPARTAGE)[number], string>> = {
  depot_le_plus_ancien: 'le dossier déposé le premier',
  montant_le_plus_faible: 'le montant le plus faible',
  population_la_plus_faible: 'la commune la moins peuplée',
  numero: 'le numéro de dossier',
}

/** The words of a tie-break rule. `libelles`: those of the criteria, by id. */
export const libelleDepartage = (regle: string, libelles: Readonly<Record<string, string>> = {}): string =>
  estRegle(regle) ? LIBELLES[regle] : `la note «\u00a0${libelles[regle.slice(8)] ?? regle.slice(8)}\u00a0»`

/**
 * Best score first, then each tie-break rule of the call in turn, then number and id, so that every rank is held once. The order of
 * the input, the language and the machine change nothing. Projects without score come last, without rank.
 */
export function classer<P extends Projet>(projets: readonly P[], departage: readonly string[]): ProjetClasse<P>[] {
  const scores = lireScores(projets)
  const notes = projets.filter((p) => p.score !== null).toSorted((a, b) => ordre(a, b, departage, scores).sens)
  const sans = projets
    .filter((p) => p.score === null)
    .toSorted((a, b) => parTexte(a.numero, b.numero) || parTexte(a.id, b.id))
  return [
    ...notes.map((p, i) => {
      const precedent = notes[i - 1]
      return { ...p, rang: i + 1, departage: precedent ? ordre(precedent, p, departage, scores).regle : null }
    }),
    ...sans.map((p) => ({ ...p, rang: null, departage: null })),
  ]
}

/** The inputs of a ranking as one canonical text, whatever their order: to be hashed and kept with the minutes. */
export const instantaneClassement = (projets: readonly Projet[], departage: readonly string[]): string =>
  JSON.stringify({
    departage,
    projets: projets
      .toSorted((a, b) => parTexte(a.id, b.id))
      .map((p) => [
        p.id,
        p.numero,
        p.score === null ? null : String(p.score),
        Object.entries(p.notes).sort(([a], [b]) => parTexte(a, b)),
        new Date(p.deposeLe).toISOString(),
        p.montant,
        p.population,
        // The mean alone would not say what it is the mean of.
        ...(p.scores && p.scores.length > 1 ? [p.scores] : []),
      ]),
  })

type Scores = ReadonlyMap<Projet['score'], Rationnel>

// Read once, not at each comparison.
const lireScores = (projets: readonly Projet[]): Scores =>
  new Map(projets.map(({ score }) => [score, lireRationnel(score ?? 0)]))

const ZERO = lireRationnel(0)

function ordre(
  a: Projet,
  b: Projet,
  departage: readonly string[],
  scores: Scores,
): { sens: number; regle: string | null } {
  const parScore = comparer(scores.get(b.score) ?? ZERO, scores.get(a.score) ?? ZERO)
  if (parScore !== 0) return { sens: parScore, regle: null }
  for (const regle of [...departage, 'numero']) {
    const sens = departager(regle, a, b)
    if (sens !== 0) return { sens, regle }
  }
  return { sens: parTexte(a.id, b.id), regle: 'numero' }
}

function departager(regle: string, a: Projet, b: Projet): number {
  if (!estRegle(regle)) {
    const critere = regle.slice('critere:'.length)
    const [na, nb] = [a.notes[critere], b.notes[critere]]
    if (na === undefined || nb === undefined) return na === nb ? 0 : na === undefined ? 1 : -1
    return comparer(lireRationnel(nb), lireRationnel(na))
  }
  if (regle === 'depot_le_plus_ancien') return Math.sign(Date.parse(a.deposeLe) - Date.parse(b.deposeLe))
  if (regle === 'montant_le_plus_faible') return Math.sign(a.montant - b.montant)
  if (regle === 'numero') return parTexte(a.numero, b.numero)
  // An applicant of unknown population comes after those whose population is known.
  const [pa, pb] = [a.population ?? Number.MAX_SAFE_INTEGER, b.population ?? Number.MAX_SAFE_INTEGER]
  return Math.sign(pa - pb)
}

const estRegle = (regle: string): regle is (typeof REGLES_DEPARTAGE)[number] =>
  REGLES_DEPARTAGE.some((r) => r === regle)

// By code units: the same everywhere, which no locale promises.
const parTexte = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
