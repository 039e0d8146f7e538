import { estJour, jourParis, joursEntre } from '../domaine/calendrier.ts'
import { nombre } from '../domaine/montants.ts'

/** What only a screen says: time left, rates, sizes. Dates in words stand in `domaine/francais.ts`, euros in `domaine/montants.ts`.
 * Pure: « now » is always an argument. */

type Instant = Date | string
const PARIS = 'Europe/Paris'
const date = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('fr-FR', { timeZone: PARIS, ...options })

const COURTE = date({ day: '2-digit', month: '2-digit', year: 'numeric' })
const MOIS = date({ month: 'long', year: 'numeric' })

// A date alone (`2025-02-21`) has no hour: noon keeps it on its own day in Paris, summer and winter.
const lire = (x: Instant): Date => (typeof x === 'string' && estJour(x) ? new Date(`${x}T12:00:00Z`) : new Date(x))

/** « 21/02/2025 », for narrow columns of figures only. */
export const dateCourte = (x: Instant): string => COURTE.format(lire(x))
/** « février 2025 » */
export const moisAnnee = (x: Instant): string => MOIS.format(lire(x))

/** « aujourd’hui », « hier », « depuis 4 jours » is yours to write: this gives « il y a 4 jours », « dans 37 jours ». */
export function relatif(x: Instant, maintenant: Date): string {
  const jours = ecartEnJours(x, maintenant)
  if (jours === 0) return 'aujourd’hui'
  if (jours === 1) return 'demain'
  if (jours === -1) return 'hier'
  return jours > 0 ? `dans ${nombre(jours)}\u00a0jours` : `il y a ${nombre(-jours)}\u00a0jours`
}
/** Whole calendar days in Paris from `maintenant` to `x`; negative in the past. */
export const ecartEnJours = (x: Instant, maintenant: Instant): number => joursEntre(jourParis(maintenant), jourParis(x))
// Further than this, nobody counts in days.
const EN_MOIS = 90
/** « il reste 37 jours », « il reste 21 mois », « c’est aujourd’hui », « date passée ». */
export function ilReste(x: Instant, maintenant: Date): string {
  const jours = ecartEnJours(x, maintenant)
  if (jours < 0) return 'date passée'
  if (jours === 0) return 'c’est aujourd’hui'
  if (jours > EN_MOIS) return `il reste ${nombre(Math.round(jours / 30.44))}\u00a0mois`
  return jours === 1 ? 'il reste 1\u00a0jour' : `il reste ${nombre(jours)}\u00a0jours`
}

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
