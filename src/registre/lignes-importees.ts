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
/** Lines read somewhere in a page; for each, the field that it comes from and how people call it (« Ligne 12 »). */
export type LignesLues = { lignes: LigneLue[]; erreurs: Erreur[]; origines: { chemin: string; ligne: string }[] }
/** A file or a paste, and what a page needs to have it mended: its column titles, its content as text. */
export type TableauLu = LignesLues & { titres: string[]; texte: string }

/** Words that suppliers put over their columns. The first that matches wins; the order matters (« prix total » is no unit price). */
const TITRES: Record<string, RegExp> = {
  ecole: /ecole|uai|site|etablissement|lieu/,
  article: /^(code |ref.* )?(article|catalogue)/,
  designation: /design|libelle|produit|descript|article|reference|intitule/,
  quantite: /quantite|^qte|^qt|nombre|^nb/,
  prix: /(prix|p ?u|tarif).*(unit|ht)|unitaire|^pu|^prix$/,
  tva: /tva|taxe/,
}
/** The columns of a quote by their key: those without which no line can be read come first. */
export const COLONNES: Record<string, string> = {
  designation: 'Désignation',
  quantite: 'Quantité',
  prix: 'Prix unitaire HT',
  ecole: 'École',
  article: 'Article du catalogue',
  tva: 'TVA',
}
const INDISPENSABLES = ['designation', 'quantite', 'prix']

/** Reads lines pasted from a spreadsheet, or a CSV, XLSX or ODS file: columns are matched by their titles (`choix`: the title chosen for
 * a column), schools by UAI or name, articles by id or words. What cannot be matched stays: a line without article is simply not
 * subsidised. `chemin`: the field to blame. */
export const lireLignes = async (
  f: Faits,
  contenu: Buffer,
  nom: string,
  o: { chemin?: string; choix?: Record<string, string> } = {},
): Promise<TableauLu> => {
  const chemin = o.chemin ?? 'collees'
  const rien = { lignes: [], origines: [], titres: [], texte: '' }
  const lu = await lireTableur(contenu, nom, { lignes: 3000, colonnes: 60, octets: 5_000_000 })
  if (estRefus(lu)) return { ...rien, erreurs: [{ chemin, message: lu.detail }] }
  const texte = [lu.colonnes, ...lu.lignes].map((l) => l.map(enCellule).join('\t')).join('\n')
  const colonnes = Object.fromEntries(
    Object.entries(TITRES).map(([cle, forme]) => {
      const voulu = o.choix?.[cle]
      return [
        cle,
        voulu ? lu.colonnes.indexOf(voulu) : lu.colonnes.findIndex((c) => forme.test(simple(c.slice(0, 200)))),
      ]
    }),
  )
  const manque = INDISPENSABLES.filter((c) => (colonnes[c] ?? -1) < 0)
  if (manque.length > 0)
    return {
      ...rien,
      titres: lu.colonnes.filter(Boolean),
      texte,
      erreurs: manque.map((c) => ({
        chemin: `colonnes.${c}`,
        message: `Choisissez la colonne «\u00a0${COLONNES[c]}\u00a0»\u00a0: son titre n’a pas été reconnu. La première ligne doit porter les titres.`,
      })),
    }
  const ecoles = ecolesVivantes(f)
  const lues: TableauLu = { ...rien, lignes: [], origines: [], erreurs: [], texte }
  lu.lignes.forEach((cellules, i) => {
    const de = (cle: string): string => cellules[colonnes[cle] ?? -1]?.trim() ?? ''
    if (de('designation') === '' && de('prix') === '') return
    const ligne = `Ligne ${lu.numeros[i] ?? i + 2}`
    const lue = lireUne(f, ecoles, de)
    if (typeof lue === 'string') lues.erreurs.push({ chemin, message: `${ligne}\u00a0: ${lue}` })
    else {
      lues.lignes.push(lue)
      lues.origines.push({ chemin, ligne })
    }
  })
  return { ...lues, erreurs: lues.erreurs.slice(0, 20) }
}

/** One row as a line, or what is wrong with it. */
const lireUne = (f: Faits, ecoles: EcoleDuDossier[], de: (cle: string) => string): LigneLue | string => {
  const quantite = Number(de('quantite').replace(/\s/g, '').replace(',', '.'))
  const prix = lireMontant(de('prix').replace(/\s*ht$/i, ''), { negatif: true })
  if (/[$£¥]|\b(usd|gbp|chf)\b/i.test(de('prix')))
    return `« ${de('prix')} » n’est pas en euros. Demandez un devis en euros.`
  if (!(quantite > 0)) return `« ${de('quantite')} » n’est pas une quantité. Écrivez par exemple 12.`
  if (prix === undefined) return `« ${de('prix')} » n’est pas un prix en euros. Écrivez par exemple 499,90.`
  const ecole = ecoleDe(ecoles, de('ecole'))
  if (!ecole)
    return de('ecole') === ''
      ? 'indiquez l’école, par son nom ou son numéro UAI.'
      : `l’école « ${de('ecole')} » n’est pas dans le dossier.`
  const taux = Number(de('tva').replace('%', '').replace(',', '.').trim() || '20')
  const tva = taux > 0 && taux < 1 ? Math.round(taux * 10_000) / 100 : taux
  if (!(tva >= 0 && tva <= 100)) return `« ${de('tva')} » n’est pas un taux de TVA. Écrivez par exemple 20.`
  const article = articleDe(f.appel.catalogue, de('article'), de('designation'))
  return {
    ecole: ecole.uai,
    ...(article ? { article: article.id } : {}),
    nature: prix < 0 ? 'remise' : article ? 'article' : 'hors_depense',
    designation: de('designation').slice(0, 300) || (article?.libelle ?? 'Ligne'),
    quantite,
    prixUnitaireHt: prix,
    tva,
  }
}

const enCellule = (c: string): string => {
  const plate = c.replace(/[\t\r\n]+/g, ' ')
  return plate.includes('"') ? `"${plate.replaceAll('"', '""')}"` : plate
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
