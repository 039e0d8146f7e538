import type { Site } from './site.ts'

/** A page of text, in the small Markdown of `domaine/blocs.ts`. */
export type Texte = (site: Site) => string

export const majuscule = (texte: string): string => texte.charAt(0).toLocaleUpperCase('fr') + texte.slice(1)
