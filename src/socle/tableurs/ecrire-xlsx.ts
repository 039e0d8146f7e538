import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { writeXlsxStream } from 'hucre/xlsx'
import { type Cellule, type Colonne, cellule, texteSur } from './colonnes.ts'

/** An XLSX workbook of one sheet as a stream, in constant memory: real numbers, euros with two decimals, real dates. */
export function ecrireXlsx<Ligne>(
  colonnes: readonly Colonne<Ligne>[],
  lignes: AsyncIterable<Ligne> | Iterable<Ligne>,
  { feuille = 'Export' }: { feuille?: string } = {},
): Readable {
  const web = writeXlsxStream(rangees(colonnes, lignes), {
    name: nomDeFeuille(feuille),
    freezePane: { rows: 1 },
    columns: colonnes.map((c) => ({
      header: texteSur(c.titre),
      width: c.largeur ?? Math.min(60, Math.max(12, c.titre.length + 4)),
      ...formats[c.type ?? 'texte'],
    })),
  })
  // The same object under two names: the browser's type and Node's.
  return Readable.fromWeb(web as ReadableStream<Uint8Array>)
}

const formats = {
  texte: {},
  booleen: {},
  entier: { numFmt: '0' },
  montant: { numFmt: '#,##0.00' },
  date: { numFmt: 'dd/mm/yyyy' },
  instant: { numFmt: 'dd/mm/yyyy hh:mm' },
}

async function* rangees<Ligne>(colonnes: readonly Colonne<Ligne>[], lignes: AsyncIterable<Ligne> | Iterable<Ligne>) {
  for await (const ligne of lignes) yield colonnes.map((c) => valeur(cellule(c, ligne)))
}

/** Excel refuses a whole workbook for one cell over 32,767 characters. */
const longueurMaximale = 32_767

function valeur(c: Cellule): string | number | Date | null {
  if (c.type === 'vide') return null
  if (c.type === 'nombre') return c.nombre
  return c.type === 'texte' ? sansCode(c.texte.slice(0, longueurMaximale).toWellFormed()) : c.date
}

/** « _x0041_ » typed by someone is not the character that XLSX would read in it (ECMA-376, ST_Xstring). */
const sansCode = (texte: string): string => texte.replace(/_(?=x[0-9a-fA-F]{4}_)/g, '_x005F_')

/** Excel forbids []:*?/\ and more than 31 characters in the name of a sheet. */
const nomDeFeuille = (nom: string): string =>
  nom
    .replace(/[[\]:*?/\\']/g, ' ')
    .trim()
    .slice(0, 31) || 'Export'
