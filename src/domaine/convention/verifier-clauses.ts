import type { Erreur } from '../refus.ts'
import { BALISES } from './balises.ts'
import type { Clause } from './modele.ts'

const NOMS = BALISES.map((b) => b.nom)

/** What prevents these clauses from being kept: an unknown placeholder, a lone brace, a clause named twice, no article left. Each
 * sentence names the clause, the line and the tag. `chemin`: `<texte>.<rank>.texte`; `ligne` adds the line of the text to it. */
export const verifierClauses = (clauses: readonly Clause[], texte: string, { ligne = false } = {}): Erreur[] => [
  ...clauses.flatMap((c, i) => [
    ...(clauses.findIndex((x) => x.id === c.id) < i
      ? [{ chemin: `${texte}.${i}.id`, message: `Deux clauses portent le nom « ${c.id} » : changez-en un.` }]
      : []),
    ...fautesDe(c.titre).map((f) => ({
      chemin: `${texte}.${i}.titre`,
      message: `Titre de la clause « ${c.titre} » : ${f}`,
    })),
    ...c.texte.split('\n').flatMap((l, n) =>
      fautesDe(l).map((f) => ({
        chemin: `${texte}.${i}.texte${ligne ? `.${n + 1}` : ''}`,
        message: `Clause « ${c.titre} », ligne ${n + 1} : ${f}`,
      })),
    ),
  ]),
  ...(clauses.some((c) => c.genre === 'article')
    ? []
    : [{ chemin: texte, message: 'Gardez au moins un article : une convention sans article n’engage à rien.' }]),
]

const fautesDe = (ligne: string): string[] => {
  const doubles = [...ligne.matchAll(/\{\{([^{}]*)\}\}/g)].map(
    ([tout, nom = '']) =>
      `« ${tout} » n’est pas une balise. Une balise s’écrit avec une seule accolade : {${nom.trim()}}.`,
  )
  const sansDoubles = ligne.replace(/\{\{[^{}]*\}\}/g, '')
  const balises = [...sansDoubles.matchAll(/\{([^{}]*)\}/g)].flatMap(([tout, nom = '']) =>
    NOMS.includes(nom) ? [] : [`la balise « ${tout} » n’existe pas. ${conseil(nom)}`],
  )
  const reste = sansDoubles.replace(/\{[^{}]*\}/g, '')
  const seule = /[^{}]{0,20}[{}][^{}]{0,20}/.exec(reste)?.[0].trim()
  return [
    ...doubles,
    ...balises,
    ...(seule ? [`une accolade est seule, dans « ${seule} ». Une balise s’écrit {montant}.`] : []),
  ]
}

/** The placeholder that was meant, or where the list is. */
const conseil = (nom: string): string => {
  const voulu = simple(nom)
  const proche =
    NOMS.find((n) => simple(n) === voulu) ??
    NOMS.map((n) => [n, distance(simple(n), voulu)] as const)
      .filter(([n, d]) => d <= Math.max(1, Math.floor(n.length / 4)))
      .sort((a, b) => a[1] - b[1])[0]?.[0]
  return proche ? `Écrivez {${proche}}.` : 'Les balises possibles sont dans la liste, à côté du texte.'
}

const simple = (nom: string): string =>
  nom
    .slice(0, 60)
    .normalize('NFD')
    .replace(/[^a-zA-Z0-9]/g, '')
    .toLowerCase()

/** Edits between two short words (Levenshtein). */
const distance = (a: string, b: string): number => {
  let avant = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const ligne = [i]
    for (let j = 1; j <= b.length; j++)
      ligne[j] = Math.min(
        (ligne[j - 1] ?? 0) + 1,
        (avant[j] ?? 0) + 1,
        (avant[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
      )
    avant = ligne
  }
  return avant[b.length] ?? 0
}
