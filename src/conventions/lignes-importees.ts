import type { Article } from '../domaine/appel/schema.ts'
import { type EcoleDuDossier, ecolesVivantes, type Faits } from '../domaine/faits.ts'
import { lireMontant } from '../domaine/montants.ts'
import { type Erreur, estRefus } from '../domaine/refus.ts'
import { lireTableur } from '../socle/tableurs/lire-tableur.ts'

export type LigneLue = {
  ecole: string
  article?: string
  nature: string
  designation: string
  quantite: number
  prixUnitaireHt: number
  tva: number
}

/** Words that suppliers put over their columns. The first that matches wins; the order matters (« prix total » is no unit price). */
const TITRES: Record<string, RegExp> = {
  ecole: /ecole|uai|site|etablissement|lieu/,
  article: /^(code |ref.* )?(article|catalogue)/,
  designation: /design|libelle|produit|descript|article|reference|intitule/,
  quantite: /quantite|^qte|^qt|nombre|^nb/,
  prix: /(prix|p ?u|tarif).*(unit|ht)|unitaire|^pu|^prix$/,
  tva: /tva|taxe/,
}

/** Reads lines pasted from a spreadsheet, or a CSV, XLSX or ODS file: columns are matched by their titles, schools by UAI or name,
 * articles by id or words. What cannot be matched stays: a line without article is simply not subsidised. */
export const lireLignes = async (
  f: Faits,
  contenu: Buffer,
  nom: string,
): Promise<{ lignes: LigneLue[]; erreurs: Erreur[] }> => {
  const lu = await lireTableur(contenu, nom, { lignes: 3000, colonnes: 60, octets: 5_000_000 })
  if (estRefus(lu)) return { lignes: [], erreurs: [{ chemin: 'collees', message: lu.detail }] }
  const colonnes = Object.fromEntries(
    Object.entries(TITRES).map(([cle, forme]) => [cle, lu.colonnes.findIndex((c) => forme.test(simple(c)))]),
  )
  const manque = ['designation', 'quantite', 'prix'].filter((c) => (colonnes[c] ?? -1) < 0)
  if (manque.length > 0)
    return {
      lignes: [],
      erreurs: [
        {
          chemin: 'collees',
          message: `La première ligne doit porter les titres des colonnes. Il manque : ${manque.map((c) => ({ designation: 'désignation', quantite: 'quantité', prix: 'prix unitaire HT' })[c]).join(', ')}.`,
        },
      ],
    }
  const ecoles = ecolesVivantes(f)
  const lignes: LigneLue[] = []
  const erreurs: Erreur[] = []
  lu.lignes.forEach((cellules, i) => {
    const de = (cle: string): string => cellules[colonnes[cle] ?? -1]?.trim() ?? ''
    const quantite = Number(de('quantite').replace(/\s/g, '').replace(',', '.'))
    const prix = lireMontant(de('prix').replace(/\s*(HT|ht)$/, ''), { negatif: true })
    if (de('designation') === '' && de('prix') === '') return
    if (!(quantite > 0) || prix === undefined) {
      erreurs.push({
        chemin: 'collees',
        message: `Ligne ${lu.numeros[i] ?? i + 2} : ${quantite > 0 ? `« ${de('prix')} » n’est pas un prix en euros` : `« ${de('quantite')} » n’est pas une quantité`}.`,
      })
      return
    }
    const article = articleDe(f.appel.catalogue, de('article'), de('designation'))
    const ecole = ecoleDe(ecoles, de('ecole'))
    if (!ecole) {
      erreurs.push({
        chemin: 'collees',
        message: `Ligne ${lu.numeros[i] ?? i + 2} : l’école « ${de('ecole')} » n’est pas dans le dossier.`,
      })
      return
    }
    const tva = Number(de('tva').replace('%', '').replace(',', '.').trim() || '20')
    lignes.push({
      ecole: ecole.uai,
      ...(article ? { article: article.id } : {}),
      nature: prix < 0 ? 'remise' : article ? 'article' : 'hors_depense',
      designation: de('designation').slice(0, 300) || (article?.libelle ?? 'Ligne'),
      quantite,
      prixUnitaireHt: prix,
      tva: Number.isFinite(tva) && tva >= 0 && tva <= 100 ? (tva > 0 && tva < 1 ? tva * 100 : tva) : 20,
    })
  })
  return { lignes, erreurs: erreurs.slice(0, 20) }
}

const simple = (t: string): string =>
  t
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

const ecoleDe = (ecoles: EcoleDuDossier[], texte: string): EcoleDuDossier | undefined => {
  if (texte === '' && ecoles.length === 1) return ecoles[0]
  const cherche = simple(texte)
  return (
    ecoles.find((e) => e.uai === texte.toUpperCase()) ??
    ecoles.find((e) => cherche !== '' && (simple(e.nom) === cherche || simple(e.nom).includes(cherche)))
  )
}

const articleDe = (catalogue: readonly Article[], code: string, designation: string): Article | undefined => {
  const c = simple(code)
  const d = simple(designation)
  return (
    catalogue.find((a) => simple(a.id) === c && c !== '') ??
    catalogue.find((a) => simple(a.libelle) === d || simple(a.libelle) === c) ??
    catalogue.find(
      (a) =>
        d.length > 3 &&
        (simple(a.libelle).startsWith(d) || d.startsWith(simple(a.libelle).split(' ').slice(0, 2).join(' '))),
    )
  )
}
