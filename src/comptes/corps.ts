import type { Requete } from '../socle/http/pages.ts'

/** One field of a posted form, trimmed; repeated or absent fields give ''. */
export const champ = (requete: Requete, nom: string): string => {
  const corps: unknown = requete.body
  const valeur = typeof corps === 'object' && corps !== null ? (corps as Record<string, unknown>)[nom] : undefined // any object may be read
  return typeof valeur === 'string' ? valeur.trim() : ''
}
