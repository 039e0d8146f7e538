import { urls } from '../urls.ts'

const ICI = 'http://ici.invalid'
/** Signing in never leads back to signing in, nor to an address that only machines visit. */
const JAMAIS = /^\/(?:connexion|deconnexion|api)(?:\/|$)/

/** Where to go after signing in: an address of this site (path and query), else undefined. Another site, another scheme, a
 * backslash or a control character is never followed. */
export const retourSur = (texte: string | undefined): string | undefined => {
  if (!texte || texte.length > 1000 || !texte.startsWith('/') || /[\\\p{Cc}]/u.test(texte)) return undefined
  if (!URL.canParse(texte, ICI)) return undefined
  const url = new URL(texte, ICI)
  if (url.origin !== ICI || url.pathname.startsWith('//') || JAMAIS.test(url.pathname)) return undefined
  return `${url.pathname}${url.search}${url.hash}`
}

/** The same, with one's own space when there is nothing to come back to. */
export const retourOuEspace = (texte: string | undefined | null): string =>
  retourSur(texte ?? undefined) ?? urls.monEspace.href()
