import { echapper } from '../appel/remplir-lettre.ts'
import { type BlocTexte, blocsDeMarkdown } from '../blocs.ts'
import type { NomBalise } from './balises.ts'
import type { Clause } from './modele.ts'

type Valeurs = Partial<Record<NomBalise, string | readonly string[]>>

/** Clauses of one kind, numbered, their placeholders replaced. People's text stays text: it never becomes a title or a link.
 * `apres`: what follows a clause (the marks of the amendments). `debut`: the first number, 1 by default. */
export const redigerClauses = <B = never>(
  clauses: readonly Clause[],
  genre: Clause['genre'],
  valeurs: Valeurs,
  { apres = () => [], debut = 1 }: { apres?: (c: Clause) => B[]; debut?: number } = {},
): (BlocTexte | B)[] =>
  clauses
    .filter((c) => c.genre === genre)
    .flatMap((c, i): (BlocTexte | B)[] => [
      { type: 'titre', texte: `${prefixe(genre, i + debut)}${remplirLigne(c.titre, valeurs, (x) => x)}`, niveau: 2 },
      ...blocsDeMarkdown(remplirTexte(c.texte, valeurs)).map(
        (b): BlocTexte => (b.type === 'titre' ? { ...b, niveau: 3 } : b),
      ),
      ...apres(c),
    ])

/** The names of the placeholders that a clause uses. */
export const balisesDe = (c: Clause): string[] => [...c.texte.matchAll(MARQUE)].map(([, nom = '']) => nom)

const MARQUE = /\{([a-z][a-z0-9_]*)\}/g

const prefixe = (genre: Clause['genre'], n: number): string =>
  genre === 'article' ? `Article ${n}. ` : genre === 'annexe' ? `Annexe ${n}. ` : ''

/** A line one of whose placeholders is empty disappears; a list alone on its line becomes bullets. */
const remplirTexte = (texte: string, valeurs: Valeurs): string =>
  texte
    .replaceAll('\r\n', '\n')
    .split('\n')
    .filter((ligne) => [...ligne.matchAll(MARQUE)].every(([, nom = '']) => brut(valeurs, nom).length > 0))
    .map((ligne) => {
      const seule = /^\s*\{([a-z][a-z0-9_]*)\}\s*$/.exec(ligne)?.[1]
      const valeur = seule === undefined ? undefined : valeurDe(valeurs, seule)
      return Array.isArray(valeur)
        ? valeur.map((x: string) => `- ${echapper(enLigne(x))}`).join('\n')
        : remplirLigne(ligne, valeurs, echapper)
    })
    .join('\n')
    // A line never begins with a closing mark, nor ends on an opening one.
    .replace(/« (?=\S)/g, '«\u00a0')
    .replace(/ (?=[»:])/g, '\u00a0')
    .replace(/ (?=[;!?])/g, '\u202f')
    .replace(/n° (?=\S)/g, 'n°\u00a0')
    .replace(/(\d) (?=mois|jours|heures|%|€|écoles?)/g, '$1\u00a0')

const remplirLigne = (ligne: string, valeurs: Valeurs, dire: (x: string) => string): string =>
  ligne.replace(MARQUE, (_, nom: string, place: number) => {
    const valeur = dire(brut(valeurs, nom))
    // « la commune de Voiron s’engage » begins a sentence with a capital.
    return place === 0 ? valeur.replace(/^./u, (c) => c.toUpperCase()) : valeur
  })

const valeurDe = (valeurs: Valeurs, nom: string): string | readonly string[] | undefined =>
  Object.hasOwn(valeurs, nom) ? valeurs[nom as NomBalise] : undefined // an own key of the values is one of their names

const brut = (valeurs: Valeurs, nom: string): string => {
  const v = valeurDe(valeurs, nom) ?? ''
  return enLigne(typeof v === 'string' ? v : v.join(', '))
}

/** A name never opens a new paragraph. */
const enLigne = (texte: string): string => texte.replace(/\s*[\r\n]+\s*/g, ' ')
