import { epurer } from './texte.ts'

const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
const DOMAINE = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/
const EXEMPLE = 'par exemple mairie@commune.fr'

/** Lower case, without spaces at the ends: two spellings of one mailbox are one person. */
export const normaliserCourriel = (texte: string): string => epurer(texte).toLowerCase()

/**
 * The sentence that says what is wrong with an e-mail address, or nothing. At most 254 characters (RFC 5321), one address only,
 * no control character, so that nothing can be injected in a header. Free mailboxes are welcome: many town halls use one.
 */
export function verifierCourriel(texte: string): string | undefined {
  const courriel = normaliserCourriel(texte)
  if (courriel === '') return `Indiquez une adresse électronique, ${EXEMPLE}.`
  if (courriel.length > 254) return `L’adresse électronique dépasse 254 caractères. Vérifiez-la, ${EXEMPLE}.`
  if (/[\s,;\p{Cc}]/u.test(courriel)) return `Indiquez une seule adresse électronique, sans espace, ${EXEMPLE}.`
  const [local = '', domaine = '', ...suite] = courriel.split('@')
  if (suite.length > 0 || !domaine || !local)
    return `L’adresse électronique contient un «\u00a0@\u00a0» entre deux parties, ${EXEMPLE}.`
  if (/[^\p{ASCII}]/u.test(courriel))
    return `L’adresse électronique s’écrit sans accent ni caractère spécial, ${EXEMPLE}.`
  if (local.length > 64 || !LOCAL.test(local))
    return `Ce qui précède le «\u00a0@\u00a0» n’est pas valable dans une adresse électronique, ${EXEMPLE}.`
  if (!DOMAINE.test(domaine)) return `Ce qui suit le «\u00a0@\u00a0» n’est pas un nom de domaine complet, ${EXEMPLE}.`
  return undefined
}
