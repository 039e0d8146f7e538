import type { Article } from '../domaine/appel/schema.ts'
import { lireMontant } from '../domaine/montants.ts'
import type { Erreur } from '../domaine/refus.ts'
import type { Corps } from '../socle/http/corps.ts'
import type { LigneLue, LignesLues } from './lignes-importees.ts'

export type LigneBrute = Record<string, string>

/** The rows of a table that people fill (`<chemin>.<rank>.<column>`), as typed, in their order; undefined when none was posted. */
export const lignesBrutes = (corps: Corps, chemin = 'lignes'): LigneBrute[] | undefined => {
  const rangs = new Map<number, LigneBrute>()
  for (const [nom, v] of Object.entries(corps)) {
    const m = nom.startsWith(`${chemin}.`) ? /^(\d{1,4})\.(\w+)$/.exec(nom.slice(chemin.length + 1)) : null
    if (!m?.[1] || !m[2]) continue
    const ligne = rangs.get(Number(m[1])) ?? {}
    ligne[m[2]] = (typeof v === 'string' ? v : (v?.at(-1) ?? '')).trim()
    rangs.set(Number(m[1]), ligne)
  }
  return rangs.size > 0 ? [...rangs].sort(([a], [b]) => a - b).map(([, l]) => l) : undefined
}

/** The rows after « Ajouter » or « Retirer » without script; undefined when the form was sent for good. */
export const lignesChangees = (corps: Corps, chemin = 'lignes'): LigneBrute[] | undefined => {
  const brutes = lignesBrutes(corps, chemin) ?? []
  if (corps.ajouter === chemin) return [...brutes, {}]
  const retiree = typeof corps.retirer === 'string' ? corps.retirer : ''
  return retiree.startsWith(`${chemin}.`)
    ? brutes.filter((_, i) => i !== Number(retiree.slice(chemin.length + 1)))
    : undefined
}

/** The rows as quote or order lines. A row without quantity is left out; each error says its line and where to mend it. */
export const lireLignesSaisies = (
  brutes: readonly LigneBrute[],
  o: { catalogue: readonly Article[]; ecoles: readonly string[]; chemin?: string },
): LignesLues => {
  const chemin = o.chemin ?? 'lignes'
  const lu: LignesLues = { lignes: [], erreurs: [], origines: [] }
  brutes.forEach((b, i) => {
    const ligne = `Ligne ${i + 1}`
    const quantite = Number((b.quantite ?? '').replace(/\s/g, '').replace(',', '.') || '0')
    if (quantite === 0) return
    const lue = lireUne(b, quantite, o)
    if (!('colonne' in lue)) {
      lu.lignes.push(lue)
      lu.origines.push({ chemin: `${chemin}.${i}`, ligne })
    } else lu.erreurs.push({ chemin: `${chemin}.${i}.${lue.colonne}`, message: `${ligne}\u00a0: ${lue.message}` })
  })
  return lu
}

const lireUne = (
  b: LigneBrute,
  quantite: number,
  o: { catalogue: readonly Article[]; ecoles: readonly string[] },
): LigneLue | { colonne: string; message: string } => {
  const prix = lireMontant(b.prixUnitaireHt ?? '', { negatif: true })
  const tva = Number((b.tva ?? '').replace('%', '').replace(',', '.') || '20')
  const article = o.catalogue.find((a) => a.id === b.article)
  const ecole = b.ecole || (o.ecoles.length === 1 ? o.ecoles[0] : '')
  const designation = (b.designation || article?.libelle || '').slice(0, 300)
  if (!ecole) return { colonne: 'ecole', message: 'choisissez l’école.' }
  if (designation === '') return { colonne: 'designation', message: 'dites ce que c’est, par exemple Tablette.' }
  if (!(quantite > 0)) return { colonne: 'quantite', message: 'indiquez une quantité, par exemple 12.' }
  if (prix === undefined)
    return { colonne: 'prixUnitaireHt', message: 'indiquez un prix hors taxes en euros, par exemple 499,90.' }
  if (!(tva >= 0 && tva <= 100)) return { colonne: 'tva', message: 'indiquez un taux de TVA, par exemple 20.' }
  return {
    ecole,
    ...(article ? { article: article.id } : {}),
    nature: b.nature || (prix < 0 ? 'remise' : article ? 'article' : 'hors_depense'),
    designation,
    quantite,
    prixUnitaireHt: prix,
    tva,
  }
}

/** Errors of the act on `lignes.<rank>` brought back to the row or the file that this line comes from, its number said. */
export const erreursSurLignes = (erreurs: readonly Erreur[], origines: LignesLues['origines']): Erreur[] =>
  erreurs.map((e) => {
    const m = /^lignes\.(\d+)(?:\.(\w+))?$/.exec(e.chemin)
    const origine = m ? origines[Number(m[1])] : undefined
    if (!origine) return e
    return {
      chemin: /\.\d+$/.test(origine.chemin) ? `${origine.chemin}.${m?.[2] ?? 'designation'}` : origine.chemin,
      message: `${origine.ligne}\u00a0: ${e.message.charAt(0).toLowerCase()}${e.message.slice(1)}`,
    }
  })
