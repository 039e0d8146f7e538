/** A calendar day `YYYY-MM-DD`, always in Paris; an instant is a `Date`. */
export type Jour = string

const JOUR = 86_400_000
const horloge = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Paris',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

/** Is it a day of the calendar, written `YYYY-MM-DD`? 2025-02-29 is not. */
export function estJour(texte: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(texte)) return false
  const d = new Date(`${texte}T00:00:00Z`)
  return !Number.isNaN(d.getTime()) && d.toISOString().startsWith(texte)
}

/** Reads « 21/02/2025 », « 21.2.2025 », « 21-02-2025 » or « 2025-02-21 »; `undefined` when it is no day of the calendar. */
export function lireJour(texte: string): Jour | undefined {
  const propre = texte.trim()
  const [, j, m, a] = /^(\d{1,2})\s?[/.\- ]\s?(\d{1,2})\s?[/.\- ]\s?(\d{4})$/.exec(propre) ?? []
  const jour = a && m && j ? `${a}-${m.padStart(2, '0')}-${j.padStart(2, '0')}` : propre
  return estJour(jour) ? jour : undefined
}

/** Wall clock in Paris at this instant, and its offset from UTC in minutes. */
export function heureParis(instant: Date): {
  jour: Jour
  heures: number
  minutes: number
  secondes: number
  decalage: number
} {
  const decalage = decalageParis(instant)
  const locale = new Date(instant.getTime() + decalage * 60_000)
  return {
    jour: locale.toISOString().slice(0, 10),
    heures: locale.getUTCHours(),
    minutes: locale.getUTCMinutes(),
    secondes: locale.getUTCSeconds(),
    decalage,
  }
}

const HEURE = 3_600_000
const MAX_DECALAGES = 20_000
const decalages = new Map<number, number>()

// Clocks change on the hour: each hour is asked once, a list of dates would spend more time on this than on anything else.
const decalageParis = (instant: Date): number => {
  const heure = Math.floor(instant.getTime() / HEURE)
  const connu = decalages.get(heure)
  if (connu !== undefined) return connu
  const p = Object.fromEntries(horloge.formatToParts(instant).map(({ type, value }) => [type, value]))
  const locale = Date.parse(`${p.year}-${p.month}-${p.day}T${p.hour}:${p.minute}:${p.second}Z`)
  const decalage = Math.round((locale - instant.getTime()) / 60_000)
  if (decalages.size >= MAX_DECALAGES) decalages.clear()
  decalages.set(heure, decalage)
  return decalage
}

/** The day it is in Paris at this instant (with its offset when it is text); a day stays itself. */
export const jourParis = (moment: Date | string): Jour =>
  typeof moment === 'string' && estJour(moment) ? moment : heureParis(new Date(moment)).jour

/** First instant of the day, Paris time. */
export function debutDeJournee(jour: Jour): Date {
  exigerJour(jour)
  const minuitUtc = Date.parse(`${jour}T00:00:00Z`)
  // Clocks change at 1:00 UTC, never between the two midnights: the offset found at one holds at the other.
  return new Date(minuitUtc - heureParis(new Date(minuitUtc)).decalage * 60_000)
}

/** Last millisecond of the day, Paris time: 23:59:59.999. What was received at that instant is in time. */
export const finDeJournee = (jour: Jour): Date => new Date(debutDeJournee(ajouterJours(jour, 1)).getTime() - 1)

/** `jours` may be negative. A text that is no day is a bug (throws), here and below. */
export function ajouterJours(jour: Jour, jours: number): Jour {
  exigerJour(jour)
  return new Date(Date.parse(`${jour}T00:00:00Z`) + jours * JOUR).toISOString().slice(0, 10)
}

/** Same day of another month, or the last day of that month: 31 January plus one month is 28 or 29 February. */
export function ajouterMois(jour: Jour, mois: number): Jour {
  exigerJour(jour)
  const [a = 0, m = 0, j = 0] = jour.split('-').map(Number)
  const dernier = new Date(Date.UTC(a, m + mois, 0)).getUTCDate()
  return new Date(Date.UTC(a, m - 1 + mois, Math.min(j, dernier))).toISOString().slice(0, 10)
}

/** Days from `debut` to `fin`; negative when `fin` comes first. */
export function joursEntre(debut: Jour, fin: Jour): number {
  exigerJour(debut)
  exigerJour(fin)
  return Math.round((Date.parse(`${fin}T00:00:00Z`) - Date.parse(`${debut}T00:00:00Z`)) / JOUR)
}

function exigerJour(jour: Jour): void {
  if (!estJour(jour)) throw new RangeError(`Not a day written YYYY-MM-DD: ${jour}`)
}
