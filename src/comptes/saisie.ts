/** The inputs of an act from a form: an empty field is an absent one. */
export const saisieSansVide = (champs: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(champs).filter(([, v]) => v !== ''))
