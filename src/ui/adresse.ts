/** What an address says under one name: text without control characters, cut; a repeated name counts once. */
export const lireTexte = (valeur: unknown, max = 100): string => {
  const un: unknown = Array.isArray(valeur) ? valeur[0] : valeur
  return typeof un === 'string'
    ? un
        .replace(/\p{Cc}/gu, ' ')
        .trim()
        .slice(0, max)
    : ''
}

/** A page number from 1 to 200; anything else is the first page. */
export const lirePage = (valeur: unknown): number => {
  const n = Number(lireTexte(valeur, 4))
  return Number.isInteger(n) && n >= 1 && n <= 200 ? n : 1
}
