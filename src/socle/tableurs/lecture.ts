import type { Refus } from '../../domaine/refus.ts'
import { assainirTexte } from '../http/propre.ts'
import { texteRendu } from './colonnes.ts'

/** A sheet that was read: cells as text, trimmed, as many per row as there are columns. Amounts « 17030.1 », days « 2025-02-21 ». */
export type Tableau = {
  colonnes: string[]
  lignes: string[][]
  /** The row's number in the file, as its author sees it: for error messages. */
  numeros: number[]
}

export type Limites = {
  /** Bytes of the file. */
  octets: number
  /** Bytes once decompressed (XLSX, ODS). */
  octetsReels: number
  lignes: number
  colonnes: number
  cellules: number
}

export const limitesHabituelles: Limites = {
  octets: 20_000_000,
  octetsReels: 150_000_000,
  lignes: 100_000,
  colonnes: 300,
  cellules: 3_000_000,
}

/** The room does not import the rulebook's functions, only its shapes. */
export const estRefus = (x: object): x is Refus => 'refus' in x

/** 413 for what is too big, 415 for what is not a sheet, 422 for a sheet that is wrong. */
export const refusDeLecture = (statut: 413 | 415 | 422, code: string, detail: string): Refus => ({
  refus: true,
  statut,
  code,
  detail,
})

export const nombre = (n: number): string => n.toLocaleString('fr-FR')
const mega = (octets: number): string => `${nombre(Math.floor(octets / 1_000_000))}\u00a0Mo`

export const tropLourd = (octets: number): Refus =>
  refusDeLecture(413, 'fichier_trop_lourd', `Ce fichier dépasse ${mega(octets)}. Partagez-le en plusieurs fichiers.`)

export const tropDeLignes = (lignes: number): Refus =>
  refusDeLecture(
    413,
    'tableau_trop_long',
    `Ce tableau compte plus de ${nombre(lignes)} lignes. Partagez-le en plusieurs fichiers.`,
  )

export const tableauVide = (): Refus =>
  refusDeLecture(422, 'tableau_vide', 'Ce tableau est vide. Sa première ligne doit porter les titres des colonnes.')

export const classeurIllisible = (nom: string): Refus =>
  refusDeLecture(
    422,
    'classeur_illisible',
    `«\u00a0${nom}\u00a0» est abîmé ou protégé. Ouvrez-le dans votre tableur et enregistrez-le de nouveau, en .xlsx, .ods ou .csv.`,
  )

export const pasUnTableau = (nom: string): Refus =>
  refusDeLecture(
    415,
    'pas_un_tableau',
    `«\u00a0${nom}\u00a0» n’est pas un tableau. Envoyez un fichier .csv, .xlsx ou .ods.`,
  )

/** Collects rows under the limits: the first row that is not empty gives the columns, empty rows are skipped. */
export function collecteur(limites: Limites) {
  const tableau: Tableau = { colonnes: [], lignes: [], numeros: [] }
  let cellules = 0
  const ajouter = (lue: readonly string[], numero: number): Refus | undefined => {
    const ligne = sansFinVide(lue)
    if (ligne.length === 0) return undefined
    if (tableau.colonnes.length === 0) {
      tableau.colonnes = ligne
      return ligne.length > limites.colonnes ? tropDeColonnes(limites.colonnes) : undefined
    }
    const largeur = tableau.colonnes.length
    if (ligne.length > largeur) return ligneTropLarge(numero, ligne.length, largeur)
    cellules += largeur
    if (tableau.lignes.length >= limites.lignes || cellules > limites.cellules)
      return tropDeLignes(tableau.lignes.length)
    tableau.lignes.push([...ligne, ...Array<string>(largeur - ligne.length).fill('')])
    tableau.numeros.push(rangDe(numero, tableau.numeros.at(-1) ?? 1))
    return undefined
  }
  return { ajouter, rendre: (): Tableau | Refus => (tableau.colonnes.length === 0 ? tableauVide() : tableau) }
}

/** What a row says of its own place, when that can be one: after the row before it. */
const rangDe = (numero: number, avant: number): number =>
  numero > avant && numero <= DERNIERE_LIGNE ? numero : avant + 1

const DERNIERE_LIGNE = 2 ** 30

/** Cells read between two breaths: bytes already in memory would keep the server from answering anybody else. */
export const CASES_D_UN_SOUFFLE = 20_000

/** No spreadsheet has more columns. */
export const COLONNES_DE_TABLEUR = 16_384

/** A row wider than its titles is nearly always a separator inside a text. */
export const ligneTropLarge = (numero: number, cases: number, colonnes: number): Refus =>
  refusDeLecture(
    422,
    'ligne_trop_large',
    `Ligne ${nombre(numero)}\u00a0: ${cases} cases remplies pour ${colonnes} colonnes. Un texte qui contient le séparateur doit être entre guillemets.`,
  )

export const tropDeColonnes = (colonnes: number): Refus =>
  refusDeLecture(413, 'tableau_trop_large', `Ce tableau compte plus de ${nombre(colonnes)} colonnes.`)

/** A cell as its author meant it: trimmed, without the apostrophe that our exports put before a formula; storable, as what people
 * type: no control character, no half of an emoji. */
export const caseLue = (texte: string): string => texteRendu(assainirTexte(texte).trim())

export function sansFinVide(ligne: readonly string[]): string[] {
  let fin = ligne.length
  while (fin > 0 && ligne[fin - 1] === '') fin--
  return ligne.slice(0, fin)
}
