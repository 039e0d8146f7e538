import { heureParis, type Jour, jourParis } from './calendrier.ts'
import { nombre } from './montants.ts'

const NBSP = '\u00a0'
const JOURS = ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi']
const MOIS = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
]

/** A day, or an instant (with its offset when it is text), shown in Paris. */
type Moment = Jour | Date

/** « 21 février 2025 », « 1er mars 2025 ». */
export function dateSimple(moment: Moment): string {
  const [annee = 0, mois = 1, jour = 1] = jourParis(moment).split('-').map(Number)
  return `${jour === 1 ? '1er' : jour} ${MOIS[mois - 1]} ${annee}`
}

/** « vendredi 21 février 2025 ». */
export const dateLongue = (moment: Moment): string =>
  `${JOURS[new Date(`${jourParis(moment)}T00:00:00Z`).getUTCDay()]} ${dateSimple(moment)}`

/** « 23 h 59 », « 9 h » on the hour, in Paris. */
export function heureEnLettres(instant: Date | string): string {
  const { heures, minutes } = heureParis(new Date(instant))
  return `${heures}${NBSP}h${minutes === 0 ? '' : `${NBSP}${String(minutes).padStart(2, '0')}`}`
}

/** « vendredi 21 février 2025 à 23 h 59 », in Paris. */
export const dateHeure = (instant: Date | string): string => `${dateLongue(instant)} à ${heureEnLettres(instant)}`

/** « 21 février 2025 à 23 h 59 », in Paris. */
export const dateHeureSimple = (instant: Date | string): string => `${dateSimple(instant)} à ${heureEnLettres(instant)}`

/** « UTC+01:00 »: the offset of Paris at this instant, for receipts. */
export function decalageParis(instant: Date): string {
  const { decalage } = heureParis(instant)
  return `UTC+${String(Math.trunc(decalage / 60)).padStart(2, '0')}:${String(decalage % 60).padStart(2, '0')}`
}

/** « 1 école », « 0 école », « 2 écoles »: zero and one are singular. The plural adds an s unless given. */
export const accorder = (combien: number, singulier: string, pluriel = `${singulier}s`): string =>
  `${nombre(combien)}${NBSP}${Math.abs(combien) < 2 ? singulier : pluriel}`

/** « Voiron, Crolles et Le Gua ». */
export const enumerer = (elements: readonly string[], liaison = 'et'): string =>
  elements.length < 2 ? (elements[0] ?? '') : `${elements.slice(0, -1).join(', ')} ${liaison} ${elements.at(-1)}`

/** « d’ » or « de » before a word; the h of French towns is mute in INSEE's `typeLiaison` 1 only, so vowels alone elide here. */
export const de = (mot: string): string => (/^[aeiouyàâäéèêëîïôöùûüœæ]/iu.test(mot) ? `d’${mot}` : `de ${mot}`)

const ARTICLES: readonly (readonly [RegExp, string])[] = [
  [/^(?:le |la |les |l’)/iu, ''],
  [/^(?:département|rectorat|conseil|comité|jury|syndicat|ministère|service|centre|grand|pays)(?=[\s’]|$)/iu, 'le '],
  [
    /^(?:région|ville|commune|communauté|métropole|commission|direction|mission|collectivité|caisse|ligue)(?=[\s’]|$)/iu,
    'la ',
  ],
  [/^(?:académie|agence|agglomération|association|établissement|inspection|université|office)(?=[\s’]|$)/iu, 'l’'],
]

/** « le Département de l’Isère », « la Ville de Voiron », « l’Académie de Grenoble »: the name of a body inside a sentence.
 * A name whose gender is unknown stays as it is. */
export const avecArticle = (nom: string): string => {
  const article = ARTICLES.find(([motif]) => motif.test(nom.normalize('NFC')))?.[1] ?? ''
  return `${article}${nom}`
}

/** « du Département de l’Isère », « de la Ville de Voiron », « de l’Académie de Grenoble ». */
export const deCorps = (nom: string): string => {
  const entier = avecArticle(nom)
  if (/^le /iu.test(entier)) return `du ${entier.slice(3)}`
  if (/^les /iu.test(entier)) return `des ${entier.slice(4)}`
  return /^(?:la |l’)/iu.test(entier) ? `de ${entier}` : de(entier)
}
