import { createHash } from 'node:crypto'
import { type QueryExecutorProvider, sql } from 'kysely'
import type { Refus } from '../domaine/refus.ts'

/** One limit: at most `max` tries in `minutes` for this door and this key (an address, an IP…). */
export type Limite = { porte: string; cle: string; max: number; minutes: number }

/** Counts one try against each limit, in the database (the same count for all processes). 429 with the sentence when one is passed.
 * Keys are kept as hashes only. A try that is refused counts too: insisting does not help. */
export const compterEssai = async (
  base: QueryExecutorProvider,
  limites: readonly Limite[],
  maintenant: Date,
): Promise<Refus | undefined> => {
  let passee: Limite | undefined
  for (const l of limites) {
    const duree = l.minutes * 60_000
    const fenetre = new Date(Math.floor(maintenant.getTime() / duree) * duree)
    const cle = createHash('sha256').update(`${l.porte}:${l.cle}`).digest('hex')
    const { rows } = await sql<{ compte: number }>`
      insert into limite (cle, fenetre, compte) values (${cle}, ${fenetre}, 1)
      on conflict (cle, fenetre) do update set compte = limite.compte + 1 returning compte`.execute(base)
    const compte = rows[0]?.compte ?? 0
    if (compte > l.max) passee ??= l
    if (compte === 1) await sql`delete from limite where cle = ${cle} and fenetre < ${fenetre}`.execute(base)
  }
  return passee && { refus: true, statut: 429, code: 'trop_de_demandes', detail: phrase(passee) }
}

/** The part of an address that one subscriber holds: the whole IPv4, the first 64 bits of an IPv6. */
export const reseauDe = (ip: string): string => {
  const v4 = /^(?:::ffff:)?(\d{1,3}(?:\.\d{1,3}){3})$/.exec(ip)?.[1]
  if (v4) return v4
  const [debut = '', fin = ''] = ip.split('%')[0]?.split('::') ?? []
  const [a, b] = [debut.split(':').filter(Boolean), fin.split(':').filter(Boolean)]
  const groupes = ip.includes('::') ? [...a, ...Array<string>(Math.max(0, 8 - a.length - b.length)).fill('0'), ...b] : a
  return groupes
    .slice(0, 4)
    .map((g) => g.toLowerCase().replace(/^0+(?=.)/, ''))
    .join(':')
}

const phrase = ({ minutes }: Limite): string =>
  `Il y a eu trop d’essais en peu de temps. Attendez ${attente(minutes)}, puis réessayez.`

const attente = (minutes: number): string =>
  minutes === 1
    ? 'une minute'
    : minutes >= 1440
      ? 'jusqu’à demain'
      : minutes >= 60
        ? 'une heure'
        : `${minutes}\u00a0minutes`
