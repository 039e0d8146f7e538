import type { LigneVote } from './vote-queries.ts'

/** What the address calls the dossiers on the agenda whose session has no date yet. */
const SANS_DATE = 'a-fixer'

type SeanceDuVote = { cle: string; date: string | undefined; lignes: LigneVote[] }

/** The agenda, session by session, in the order of the dates; `choisie`: the one asked, else the first to come. */
export const seancesDuVote = (
  inscrits: readonly LigneVote[],
  demandee: string | undefined,
): { seances: SeanceDuVote[]; choisie: SeanceDuVote | undefined } => {
  const cles = [...new Set(inscrits.map((l) => l.date ?? SANS_DATE))]
  const seances = cles.map((cle) => ({
    cle,
    date: cle === SANS_DATE ? undefined : cle,
    lignes: inscrits.filter((l) => (l.date ?? SANS_DATE) === cle),
  }))
  return { seances, choisie: seances.find((s) => s.cle === demandee) ?? seances[0] }
}
