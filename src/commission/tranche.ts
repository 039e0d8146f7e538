/** Rows of a page of a working list: whole lists stay in the exports. */
export const PAR_PAGE = 100

/** One page of a list already in memory, counted from 1; a page out of the list is its nearest end. */
export const trancher = <T>(liste: readonly T[], demandee: string | undefined) => {
  const pages = Math.max(1, Math.ceil(liste.length / PAR_PAGE))
  const page = Math.min(pages, Math.max(1, /^\d{1,6}$/.test(demandee ?? '') ? Number(demandee) : 1))
  const debut = (page - 1) * PAR_PAGE
  return {
    page,
    pages,
    debut,
    lignes: liste.slice(debut, debut + PAR_PAGE),
    precedente: page > 1 ? page - 1 : undefined,
    suivante: page < pages ? page + 1 : undefined,
    /** How many the next page holds. */
    restants: Math.min(PAR_PAGE, Math.max(0, liste.length - debut - PAR_PAGE)),
  }
}

/** The page on which the row of this index stands. */
export const pageDe = (index: number): number => Math.floor(index / PAR_PAGE) + 1
