/** What people read: dates in Paris, euros from whole cents, sizes. Pure: « now » is always an argument. */

type Instant = Date | string
const PARIS = 'Europe/Paris'
const date = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('fr-FR', { timeZone: PARIS, ...options })

const LONGUE = date({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
const SIMPLE = date({ day: 'numeric', month: 'long', year: 'numeric' })
const COURTE = date({ day: '2-digit', month: '2-digit', year: 'numeric' })
const MOIS = date({ month: 'long', year: 'numeric' })
const HEURE = date({ hour: 'numeric', minute: '2-digit', hourCycle: 'h23' })
const ISO = new Intl.DateTimeFormat('en-CA', { timeZone: PARIS, year: 'numeric', month: '2-digit', day: '2-digit' })

const estJour = (x: Instant): x is string => typeof x === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(x)
// A date alone (`2025-02-21`) has no hour: noon keeps it on its own day in Paris, summer and winter.
const lire = (x: Instant): Date => (x instanceof Date ? x : new Date(estJour(x) ? `${x}T12:00:00Z` : x))
const premier = (texte: string): string => texte.replace(/(^|\s)1 (?=\p{L})/u, '$11er ')

/** « vendredi 21 février 2025 » (Paris). Takes a Date, an ISO instant or `YYYY-MM-DD`. */
export const dateLongue = (x: Instant): string => premier(LONGUE.format(lire(x)))
/** « 21 février 2025 » */
export const dateSimple = (x: Instant): string => premier(SIMPLE.format(lire(x)))
/** « 21/02/2025 », for narrow columns of figures only. */
export const dateCourte = (x: Instant): string => COURTE.format(lire(x))
/** « février 2025 » */
export const moisAnnee = (x: Instant): string => MOIS.format(lire(x))
/** « 23 h 59 », « 9 h » on the hour (Paris). */
export function heure(x: Instant): string {
  const parties = HEURE.formatToParts(lire(x))
  const lue = (type: string) => parties.find((p) => p.type === type)?.value ?? ''
  const minutes = lue('minute')
  return `${Number(lue('hour'))}\u00a0h${minutes === '00' ? '' : `\u00a0${minutes}`}`
}
/** « vendredi 21 février 2025 à 23 h 59 » */
export const dateHeure = (x: Instant): string => `${dateLongue(x)} à ${heure(x)}`
/** « 21 février 2025 à 23 h 59 » */
export const dateHeureSimple = (x: Instant): string => `${dateSimple(x)} à ${heure(x)}`
/** `2025-02-21`: the day in Paris, for `<time datetime>` and comparisons. */
export const jourParis = (x: Instant): string => (estJour(x) ? x : ISO.format(lire(x)))

/** « aujourd’hui », « hier », « depuis 4 jours » is yours to write: this gives « il y a 4 jours », « dans 37 jours ». */
export function relatif(x: Instant, maintenant: Date): string {
  const jours = ecartEnJours(x, maintenant)
  if (jours === 0) return 'aujourd’hui'
  if (jours === 1) return 'demain'
  if (jours === -1) return 'hier'
  return jours > 0 ? `dans ${entier(jours)}\u00a0jours` : `il y a ${entier(-jours)}\u00a0jours`
}
/** Whole calendar days in Paris from `maintenant` to `x`; negative in the past. */
export const ecartEnJours = (x: Instant, maintenant: Instant): number =>
  Math.round((Date.parse(jourParis(x)) - Date.parse(jourParis(maintenant))) / 86_400_000)
// Further than this, nobody counts in days.
const EN_MOIS = 90
/** « il reste 37 jours », « il reste 21 mois », « c’est aujourd’hui », « date passée ». */
export function ilReste(x: Instant, maintenant: Date): string {
  const jours = ecartEnJours(x, maintenant)
  if (jours < 0) return 'date passée'
  if (jours === 0) return 'c’est aujourd’hui'
  if (jours > EN_MOIS) return `il reste ${entier(Math.round(jours / 30.44))}\u00a0mois`
  return jours === 1 ? 'il reste 1\u00a0jour' : `il reste ${entier(jours)}\u00a0jours`
}

const EUROS = new Intl.NumberFormat('fr-FR', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const ENTIERS = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 0 })

/** « 17 030,00 € » from 1703000 whole cents. */
export const euros = (centimes: number): string => `${EUROS.format(centimes / 100)}\u00a0€`
/** « 17 030 € » when there are no cents, « 17 030,50 € » otherwise: for lists, never for a decision. */
export const eurosCourts = (centimes: number): string =>
  centimes % 100 === 0 ? `${ENTIERS.format(centimes / 100)}\u00a0€` : euros(centimes)
/** « 1 500 000 » with narrow no-break spaces. */
export const entier = (n: number): string => ENTIERS.format(n)
/** « 70 % » from 0.7; `decimales` defaults to none. */
export const pourcentage = (part: number, decimales = 0): string =>
  `${new Intl.NumberFormat('fr-FR', { maximumFractionDigits: decimales }).format(part * 100)}\u00a0%`

/** « 214 ko », « 3,4 Mo » from bytes (decimal units). */
export function taille(octets: number): string {
  const [diviseur, unite] =
    octets < 1000 ? [1, 'o'] : octets < 999_500 ? [1e3, 'ko'] : octets < 999.5e6 ? [1e6, 'Mo'] : [1e9, 'Go']
  const valeur = octets / diviseur
  const decimales = diviseur >= 1e6 && valeur < 100 ? 1 : 0
  return `${new Intl.NumberFormat('fr-FR', { maximumFractionDigits: decimales }).format(valeur)}\u00a0${unite}`
}
