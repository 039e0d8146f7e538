import { debutDeJournee, estJour } from '../domaine/calendrier.ts'
import { type Refus, saisieInvalide } from '../domaine/refus.ts'
import type { Role } from '../domaine/roles.ts'
import type { Maison } from '../maison.ts'
import { type SeanceVue, voirSeance } from '../registre/seances.ts'
import { type Corps, texteDe } from '../socle/http/corps.ts'
import type { Requete } from '../socle/http/pages.ts'
import { dateSaisie } from '../ui/champ.tsx'
import { type Ecran, entrer } from './ecran.ts'

/** Who prepares a session: the same roles as the acts. */
const PREPARENT: readonly Role[] = ['president_commission', 'instructeur', 'secretaire_assemblee']

export type EcranSeance = Ecran & { vue: SeanceVue; prepare: boolean; preside: boolean }

/** The session of the address for somebody who works on its call; undefined otherwise (the same 404). */
export const entrerEnSeance = async (maison: Maison, requete: Requete): Promise<EcranSeance | undefined> => {
  const e = await entrer(maison, requete, 'seances')
  const vue = e && (await voirSeance(e.base, requete.params.id ?? '', e.acteur))
  if (!e || vue?.seance.appel !== e.slug) return undefined
  return {
    ...e,
    vue,
    prepare: e.roles.some((r) => PREPARENT.includes(r)),
    preside: e.roles.includes('president_commission'),
  }
}

/** « 14:30 » from « 14:30 », « 14h30 », « 9 h » or « 9 »; the text as it was typed when it is no hour, for the rule to refuse. */
export const heureSaisie = (corps: Corps | undefined, nom: string): string => {
  const brute = texteDe(corps, nom)
  const [, h, m] = /^(\d{1,2})\s*(?:[:hH]\s*(\d{2})?)?$/.exec(brute.replaceAll('\u00a0', ' ')) ?? []
  return h === undefined || Number(h) > 23 || Number(m ?? 0) > 59
    ? brute
    : `${h.padStart(2, '0')}:${(m ?? '00').padStart(2, '0')}`
}

/** The instant typed in a form, as ISO; a half-typed one is refused: it must never become « now ». */
export const instantSaisi = (corps: Corps | undefined, date: string, heure: string): string | Refus => {
  const jour = dateSaisie(corps ?? {}, date)
  const [h, m] = heureSaisie(corps, heure).split(':')
  if (!estJour(jour))
    return saisieInvalide([{ chemin: date, message: 'Indiquez la date de publication, par exemple 1 4 2025.' }])
  if (h === undefined || m === undefined || !/^\d{2}$/.test(h) || !/^\d{2}$/.test(m))
    return saisieInvalide([{ chemin: heure, message: 'Indiquez l’heure de publication, par exemple 09:00.' }])
  return new Date(debutDeJournee(jour).getTime() + (Number(h) * 60 + Number(m)) * 60_000).toISOString()
}
