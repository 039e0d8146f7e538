import { ajouterJours, type Jour } from './calendrier.ts'

/** One event: whole days (`fin` included), or instants. `uid` stays the same when the event is sent again. */
export type Evenement = {
  uid: string
  titre: string
  description?: string | undefined
  lieu?: string | undefined
  url?: string | undefined
  /** Grows at each change: a calendar takes again an event that it knows only when it grew. */
  sequence?: number | undefined
  annule?: boolean | undefined
} & ({ jour: Jour; dernierJour?: Jour | undefined } | { debut: Date; fin: Date })

/** An iCalendar file (RFC 5545): CRLF, text escaped, lines folded at 75 octets, instants in UTC. */
export const ics = (evenements: readonly Evenement[], options: { nom: string; maintenant: Date }): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Laureat//Calendrier//FR',
    'CALSCALE:GREGORIAN',
    `METHOD:${evenements.length > 0 && evenements.every((e) => e.annule) ? 'CANCEL' : 'PUBLISH'}`,
    `X-WR-CALNAME:${echapper(options.nom)}`,
    ...evenements.flatMap((e) => lignes(e, options.maintenant)),
    'END:VCALENDAR',
    '',
  ]
    .map(plier)
    .join('\r\n')

function lignes(e: Evenement, maintenant: Date): string[] {
  const dates =
    'jour' in e
      ? // The end is exclusive: an event of one day ends on the next.
        [
          `DTSTART;VALUE=DATE:${compact(e.jour)}`,
          `DTEND;VALUE=DATE:${compact(ajouterJours(e.dernierJour ?? e.jour, 1))}`,
        ]
      : [`DTSTART:${utc(e.debut)}`, `DTEND:${utc(e.fin)}`]
  return [
    'BEGIN:VEVENT',
    `UID:${echapper(e.uid)}`,
    `DTSTAMP:${utc(maintenant)}`,
    ...dates,
    ...(e.sequence === undefined ? [] : [`SEQUENCE:${e.sequence}`]),
    ...(e.annule ? ['STATUS:CANCELLED'] : []),
    `SUMMARY:${echapper(e.titre)}`,
    ...(e.description ? [`DESCRIPTION:${echapper(e.description)}`] : []),
    ...(e.lieu ? [`LOCATION:${echapper(e.lieu)}`] : []),
    // A URI is not TEXT: it is written raw, once nothing can end its line.
    ...(e.url ? [`URL:${e.url.replace(/[\s\p{Cc}]/gu, '')}`] : []),
    'END:VEVENT',
  ]
}

const compact = (jour: Jour): string => jour.replaceAll('-', '')
const utc = (d: Date): string => d.toISOString().replace(/[-:]|\.\d{3}/g, '')

const echapper = (texte: string): string =>
  texte
    .replace(/\r\n?/g, '\n')
    .replace(/[\\;,]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replace(/\p{Cc}/gu, '')

function plier(ligne: string): string {
  const morceaux: string[] = []
  let morceau = ''
  let octets = 0
  for (const c of ligne) {
    const taille = new TextEncoder().encode(c).length
    if (octets + taille > 75) {
      morceaux.push(morceau)
      morceau = ''
      octets = 1 // The space that starts a folded line counts.
    }
    morceau += c
    octets += taille
  }
  return [...morceaux, morceau].join('\r\n ')
}
