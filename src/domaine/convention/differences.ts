import { type Clause, type Mise, type ModeleConvention, miseDe, TEXTES, TITRES_TEXTES } from './modele.ts'

/** A run of words that stayed, went or came. */
export type Morceau = { genre: 'egal' | 'retire' | 'ajoute'; texte: string }
export type Difference = { texte: string; titre: string; morceaux: Morceau[] }

/** What changed between two versions of the model, clause by clause; empty when they say the same. */
export const comparerModeles = (avant: ModeleConvention, apres: ModeleConvention): Difference[] => [
  ...TEXTES.flatMap((t) => {
    const [a, b] = [miseDe(avant, t), miseDe(apres, t)]
    return a.usage === b.usage && a.word?.fichier === b.word?.fichier
      ? []
      : [{ texte: TITRES_TEXTES[t], titre: 'Modèle employé', morceaux: comparerMots(direMise(a), direMise(b)) }]
  }),
  ...TEXTES.flatMap((t) => comparerClauses(avant[t], apres[t]).map((d) => ({ ...d, texte: TITRES_TEXTES[t] }))),
]

const direMise = (m: Mise): string =>
  `${m.usage === 'word' ? 'Modèle Word' : 'Composition de Lauréat'}${m.word ? ` (fichier ${m.word.nom})` : ''}`

const comparerClauses = (avant: readonly Clause[], apres: readonly Clause[]): Omit<Difference, 'texte'>[] => {
  const ids = [...new Set([...apres.map((c) => c.id), ...avant.map((c) => c.id)])]
  const ordre = (l: readonly Clause[]) => l.filter((c) => [avant, apres].every((x) => x.some((y) => y.id === c.id)))
  const deplacees =
    ordre(avant)
      .map((c) => c.id)
      .join() !==
    ordre(apres)
      .map((c) => c.id)
      .join()
  return [
    ...ids.flatMap((id) => {
      const [a, b] = [avant, apres].map((l) => l.find((c) => c.id === id))
      const morceaux = comparerMots(entiere(a), entiere(b))
      return morceaux.every((m) => m.genre === 'egal') ? [] : [{ titre: (b ?? a)?.titre ?? id, morceaux }]
    }),
    ...(deplacees
      ? [
          {
            titre: 'Ordre des clauses',
            morceaux: comparerMots(avant.map((c) => c.titre).join(', '), apres.map((c) => c.titre).join(', ')),
          },
        ]
      : []),
  ]
}

const entiere = (c: Clause | undefined): string => (c ? `${c.titre}\n${c.texte}` : '')

/** Word by word (longest common subsequence). Very long texts that share little are shown as replaced whole. */
export const comparerMots = (avant: string, apres: string): Morceau[] => {
  const [a, b] = [motsDe(avant), motsDe(apres)]
  let debut = 0
  while (debut < a.length && debut < b.length && a[debut] === b[debut]) debut++
  let fin = 0
  while (fin < a.length - debut && fin < b.length - debut && a.at(-1 - fin) === b.at(-1 - fin)) fin++
  const [x, y] = [a.slice(debut, a.length - fin), b.slice(debut, b.length - fin)]
  return fondre([
    ...a.slice(0, debut).map((texte): Morceau => ({ genre: 'egal', texte })),
    ...(x.length * y.length > 4_000_000 ? entierement(x, y) : alignes(x, y)),
    ...a.slice(a.length - fin).map((texte): Morceau => ({ genre: 'egal', texte })),
  ])
}

const motsDe = (texte: string): string[] => texte.match(/\s+|[^\s]+/g) ?? []

const entierement = (x: string[], y: string[]): Morceau[] => [
  { genre: 'retire', texte: x.join('') },
  { genre: 'ajoute', texte: y.join('') },
]

const alignes = (x: string[], y: string[]): Morceau[] => {
  const largeur = y.length + 1
  const longueurs = new Uint32Array((x.length + 1) * largeur)
  const vaut = (i: number, j: number) => longueurs[i * largeur + j] ?? 0
  for (let i = x.length - 1; i >= 0; i--)
    for (let j = y.length - 1; j >= 0; j--)
      longueurs[i * largeur + j] = x[i] === y[j] ? vaut(i + 1, j + 1) + 1 : Math.max(vaut(i + 1, j), vaut(i, j + 1))
  const sortie: Morceau[] = []
  let [i, j] = [0, 0]
  while (i < x.length || j < y.length) {
    const [mx, my] = [x[i], y[j]]
    if (mx !== undefined && mx === my) {
      sortie.push({ genre: 'egal', texte: mx })
      i++
      j++
    } else if (my === undefined || (mx !== undefined && vaut(i + 1, j) >= vaut(i, j + 1))) {
      sortie.push({ genre: 'retire', texte: mx ?? '' })
      i++
    } else {
      sortie.push({ genre: 'ajoute', texte: my })
      j++
    }
  }
  return sortie
}

const fondre = (morceaux: Morceau[]): Morceau[] => {
  const sortie: Morceau[] = []
  for (const m of morceaux) {
    const dernier = sortie.at(-1)
    if (m.texte === '') continue
    if (dernier?.genre === m.genre) dernier.texte += m.texte
    else sortie.push({ ...m })
  }
  return sortie
}
