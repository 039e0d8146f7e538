import { accorder, enumerer } from '../domaine/francais.ts'
import { texteComparable } from '../socle/pdf/texte-du-pdf.ts'

/** What an agent should look at on a returned document whose pages have a text: sentences that are missing, pages that are, sentences
 * that were added. Empty when it says what was sent. Blanks for the signatures do not count. */
export const comparerTextes = (envoye: readonly string[], recu: readonly string[]): string[] => {
  const [sent, lu] = [texteComparable(envoye.join(' ')), texteComparable(recu.join(' '))]
  if (lu.length > sent.length * 5 + DE_TROP)
    return ['Le fichier reçu est bien plus long que le document envoyé\u00a0: comparez-les à l’œil.']
  const attendues = envoye.map((page) => phrasesDe(page))
  const absentes = attendues.map((phrases) => phrases.filter((p) => !lu.includes(texteComparable(p))))
  const [total, manque] = [attendues.flat().length, absentes.flat().length]
  if (total > 0 && manque > total * 0.7)
    return ['Ce n’est pas le document envoyé : presque rien de son texte ne s’y trouve.']
  const pages = absentes.flatMap((a, i) => (a.length > 2 && a.length === attendues[i]?.length ? [i + 1] : []))
  const isolees = absentes.flatMap((a, i) => (pages.includes(i + 1) ? [] : a))
  const ajoutees = recu.flatMap(phrasesDe).filter((p) => !sent.includes(texteComparable(p)))
  return [
    ...(pages.length > 0 ? [direPages(pages)] : []),
    ...citer('Ne se trouve plus dans le document signé', isolees),
    ...citer('Se trouve seulement dans le document signé', ajoutees),
  ]
}

/** Signs that annexes may add. Beyond, each sentence looked for in the other text would take the server's time from everybody. */
const DE_TROP = 200_000

/** « Il manque les pages 2 et 3 : demandez le document entier. » */
export const direPages = (pages: readonly number[]): string =>
  `Il manque ${pages.length > 1 ? `les pages ${enumerer(pages.map(String))}` : `la page ${pages[0]}`} : demandez le document entier.`

/** Sentences long enough to mean something, without the running head and foot nor the blanks to fill by hand. */
const phrasesDe = (page: string): string[] =>
  page
    .replace(/\s+/gu, ' ')
    .split(/(?<=[.;:!?])\s+/u)
    .filter((p) => texteComparable(p).length >= 15 && !/…{3,}|Page \d+ sur \d+/u.test(p))

const citer = (dit: string, phrases: readonly string[]): string[] =>
  phrases.length === 0
    ? []
    : [
        ...phrases.slice(0, 4).map((p) => `${dit} : « ${p.length > 220 ? `${p.slice(0, 220)}…` : p} »`),
        ...(phrases.length > 4
          ? [
              `Et ${accorder(phrases.length - 4, 'autre phrase', 'autres phrases')} : lisez le document avant de signer.`,
            ]
          : []),
      ]
