import type { Erreur } from '../refus.ts'

/** One error per identifier that comes back: `ou` gives the path of the second. */
export const doublons = (ids: readonly string[], ou: (rang: number) => string, phrase: string): Erreur[] =>
  ids.flatMap((id, i) => (ids.indexOf(id) < i ? [{ chemin: ou(i), message: `${phrase} « ${id} ».` }] : []))
