import type { Article } from '../domaine/appel/schema.ts'
import type { Colonne, Question } from '../domaine/appel/schema-formulaire.ts'
import type { LigneTable } from '../domaine/questions/table.ts'
import { lireTable } from '../domaine/questions/table.ts'
import type { Catalogue } from '../domaine/questions/type.ts'
import type { Erreur } from '../domaine/refus.ts'

/** A sheet of somebody's: titles and rows of text. */
export type Feuille = { colonnes: string[]; lignes: string[][] }

/** For each column of the question, the rank of the sheet's column that looks like it, or -1. */
export const devinerColonnes = (feuille: Feuille, q: Question): Record<string, number> => {
  const prises = new Set<number>()
  return Object.fromEntries(
    (q.colonnes ?? []).map((c) => {
      const rang = feuille.colonnes.findIndex((titre, i) => !prises.has(i) && ressemble(simplifier(titre), c))
      if (rang >= 0) prises.add(rang)
      return [c.id, rang]
    }),
  )
}

/** The rows of the sheet as rows of the table; what is not read is said beside its cell, never dropped. */
export const rapprocher = (
  feuille: Feuille,
  choix: Record<string, number>,
  q: Question,
  catalogue: Catalogue,
): { lignes: LigneTable[]; erreurs: Erreur[] } => {
  const erreurs: Erreur[] = []
  const colonnes = q.colonnes ?? []
  const lignes: LigneTable[] = []
  for (const source of feuille.lignes) {
    const cellules = Object.fromEntries(colonnes.map((c) => [c.id, (source[choix[c.id] ?? -1] ?? '').trim()]))
    const lue = lireTable([enSaisie(cellules, colonnes, catalogue)], q, catalogue)
    const ligne = lue.lignes[0]
    if (!ligne && colonnes.every((c) => cellules[c.id] === '')) continue
    for (const c of colonnes.filter(
      (x) => x.catalogue !== undefined && cellules[x.id] !== '' && ligne?.[x.id] === undefined,
    ))
      erreurs.push({
        chemin: `${q.id}.${lignes.length}.${c.id}`,
        message: `« ${cellules[c.id]} » n’est pas reconnu dans le catalogue : choisissez l’article qui convient.`,
      })
    for (const e of lue.erreurs)
      erreurs.push({ ...e, chemin: `${q.id}.${lignes.length}.${e.chemin.split('.').slice(1).join('.')}` })
    lignes.push(ligne ?? {})
  }
  return { lignes, erreurs }
}

const enSaisie = (
  cellules: Record<string, string>,
  colonnes: Colonne[],
  catalogue: Catalogue,
): Record<string, string> =>
  Object.fromEntries(
    colonnes.map((c) => {
      const texte = cellules[c.id] ?? ''
      return [
        c.id,
        c.catalogue === undefined
          ? texte
          : (trouverArticle(
              texte,
              catalogue.filter((a) => a.volet === c.catalogue),
            )?.id ?? ''),
      ]
    }),
  )

/** The article that a label means: the same words, or most of them; undefined when it is not clear. */
export const trouverArticle = (texte: string, articles: readonly Article[]): Article | undefined => {
  const cherche = simplifier(texte)
  if (cherche === '') return undefined
  const exact = articles.find((a) => a.id === texte.trim() || simplifier(a.libelle) === cherche)
  if (exact) return exact
  const notes = articles
    .map((a) => ({ a, note: recouvrement(mots(cherche), mots(simplifier(a.libelle))) }))
    .sort((x, y) => y.note - x.note)
  const [premier, second] = notes
  return premier && premier.note >= 0.5 && premier.note > (second?.note ?? 0) ? premier.a : undefined
}

const recouvrement = (a: string[], b: string[]): number => {
  if (a.length === 0 || b.length === 0) return 0
  const communs = a.filter((m) => b.some((n) => n === m || (m.length > 4 && n.startsWith(m.slice(0, -1))))).length
  return communs / Math.min(a.length, b.length)
}

const simplifier = (texte: string): string =>
  texte
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
const mots = (texte: string): string[] => texte.split(' ').filter((m) => m.length > 2)

const INDICES: Record<string, RegExp> = {
  entier: /\b(qte|quantite|nombre|nb)\b/,
  montant: /\b(prix|pu|unitaire|montant|cout|tarif)\b/,
  choix: /\b(article|equipement|ressource|designation|libelle|produit|materiel|nom)/,
  texte: /\b(financeur|nom|libelle|designation)/,
}

const ressemble = (titre: string, c: Colonne): boolean =>
  titre === simplifier(c.libelle) || titre === simplifier(c.id) || (INDICES[c.type]?.test(titre) ?? false)
