/** The smallest PDF that the checks of a file take; `texte` makes its content another one. */
export const pdf = (texte = ''): Buffer =>
  Buffer.from(
    `%PDF-1.4\n% ${texte}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Size 3/Root 1 0 R>>\nstartxref\n0\n%%EOF`,
  )
