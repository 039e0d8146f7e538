/** What a cell may be given. Amounts are integer cents; a `Date` is an instant; « 2025-02-21 » is a calendar day. */
export type Valeur = string | number | boolean | Date | null | undefined

export type TypeDeColonne = 'texte' | 'entier' | 'montant' | 'date' | 'instant' | 'booleen'

/** One column of an export: its title, how it is written (`texte` by default) and how its value is found in a row. */
export type Colonne<Ligne> = {
  titre: string
  type?: TypeDeColonne
  valeur: (ligne: Ligne) => Valeur
  /** In characters, for XLSX. */
  largeur?: number
}

/** A cell ready to be written: nothing in it can still be taken for a formula. `jour` and `instant` are Paris clock readings held in UTC fields. */
export type Cellule =
  | { type: 'vide' }
  | { type: 'texte'; texte: string }
  | { type: 'nombre'; nombre: number; decimales: 0 | 2 }
  | { type: 'jour'; date: Date }
  | { type: 'instant'; date: Date; utc: Date }

/** The cell of a column for a row. Throws when the value is not of the column's type: a bug, never a user's mistake. */
export function cellule<Ligne>(colonne: Colonne<Ligne>, ligne: Ligne): Cellule {
  const v = colonne.valeur(ligne)
  if (v === null || v === undefined || v === '') return { type: 'vide' }
  switch (colonne.type ?? 'texte') {
    case 'entier':
      return { type: 'nombre', nombre: entier(v, colonne.titre), decimales: 0 }
    case 'montant':
      return { type: 'nombre', nombre: entier(v, colonne.titre) / 100, decimales: 2 }
    case 'date':
      return { type: 'jour', date: jour(v, colonne.titre) }
    case 'instant':
      return instant(v, colonne.titre)
    case 'booleen':
      return { type: 'texte', texte: v ? 'oui' : 'non' }
    case 'texte':
      return { type: 'texte', texte: texteSur(v instanceof Date ? v.toISOString() : String(v)) }
  }
}

/**
 * Text that no spreadsheet runs: an apostrophe before = + - @, tab, return and their full-width forms, also behind
 * spaces; control characters, which XML refuses, are dropped.
 */
export function texteSur(texte: string): string {
  const propre = texte.toWellFormed().replace(interdits, '')
  return formule.test(propre) ? `'${propre}` : propre
}

/** The opposite of `texteSur`: an export read back gives the text that was exported. */
export const texteRendu = (texte: string): string =>
  texte.startsWith("'") && formule.test(texte.slice(1)) ? texte.slice(1) : texte

const interdits = /[^\t\n\r\u0020-\ufffd\u{10000}-\u{10ffff}]/gu
const formule = /^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/u

function entier(v: Valeur, titre: string): number {
  if (typeof v === 'number' && Number.isSafeInteger(v)) return v
  // PostgreSQL gives its bigint as text.
  if (typeof v === 'string' && /^-?\d{1,15}$/.test(v)) return Number(v)
  throw new Error(`Column « ${titre} » expects an integer, not ${String(v)}.`)
}

function jour(v: Valeur, titre: string): Date {
  if (typeof v === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(v)) return new Date(`${v}T00:00:00Z`)
  if (v instanceof Date) return new Date(`${horlogeDeParis(v).slice(0, 10)}T00:00:00Z`)
  throw new Error(`Column « ${titre} » expects a day, not ${String(v)}.`)
}

function instant(v: Valeur, titre: string): Cellule {
  const utc = v instanceof Date ? v : typeof v === 'string' ? new Date(v) : undefined
  if (!utc || Number.isNaN(utc.getTime())) throw new Error(`Column « ${titre} » expects an instant, not ${String(v)}.`)
  return { type: 'instant', utc, date: new Date(`${horlogeDeParis(utc).replace(' ', 'T')}Z`) }
}

const paris = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Paris',
  dateStyle: 'short',
  timeStyle: 'medium',
})
/** « 2025-02-21 23:59:00 » */
const horlogeDeParis = (instant: Date): string => paris.format(instant)
