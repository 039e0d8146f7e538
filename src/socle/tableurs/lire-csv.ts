import { Readable } from 'node:stream'
import { setImmediate as souffler } from 'node:timers/promises'
import { CsvError, parse } from 'csv-parse'
import type { Refus } from '../../domaine/refus.ts'
import {
  CASES_D_UN_SOUFFLE,
  COLONNES_DE_TABLEUR,
  caseLue,
  estRefus,
  ligneTropLarge,
  nombre,
  refusDeLecture,
  sansFinVide,
  tableauVide,
  tropDeColonnes,
} from './lecture.ts'
import { type Encodage, encodageDe, type Source, texteDe } from './texte-du-fichier.ts'

/** `numero`: the row's first line in the file, from 1. As many cells as columns, trimmed. */
export type LigneCsv = { numero: number; cellules: string[] }
export type Csv = { colonnes: string[]; lignes: AsyncGenerator<LigneCsv | Refus> }

/**
 * Reads a CSV file of any size row by row: `;`, `,`, tab or `|`; UTF-8, UTF-16 or Windows-1252; quoted line breaks. The
 * first row gives the columns; empty rows are skipped. A row that cannot be read comes as a `Refus`, and it is the last.
 */
export async function lireCsvParLigne(source: Source): Promise<Csv | Refus> {
  const encodage = await encodageDe(source)
  if (!encodage) return refusDeLecture(415, 'pas_un_tableau', 'Ce fichier n’est pas un tableau CSV lisible.')
  const lues = lignesDe(source, encodage, await separateurDe(source, encodage))
  const premiere = await lues.next()
  if (premiere.done) return tableauVide()
  if (estRefus(premiere.value)) return premiere.value
  const colonnes = premiere.value.cellules
  return { colonnes, lignes: completes(lues, colonnes.length) }
}

async function* completes(lues: AsyncGenerator<LigneCsv | Refus>, largeur: number): AsyncGenerator<LigneCsv | Refus> {
  for await (const ligne of lues) {
    if (!estRefus(ligne) && ligne.cellules.length > largeur) {
      yield ligneTropLarge(ligne.numero, ligne.cellules.length, largeur)
      return
    }
    if (!estRefus(ligne)) while (ligne.cellules.length < largeur) ligne.cellules.push('')
    yield ligne
  }
}

async function* lignesDe(source: Source, encodage: Encodage, delimiter: string): AsyncGenerator<LigneCsv | Refus> {
  const lecteur = parse({
    delimiter,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: 1_000_000,
  })
  const texte = Readable.from(texteDe(source, encodage))
  texte.on('error', (erreur) => lecteur.destroy(erreur))
  try {
    let lues = 0
    for await (const { record, info } of texte.pipe(lecteur) as AsyncIterable<Lu>) {
      if (record.length > COLONNES_DE_TABLEUR) return yield tropDeColonnes(COLONNES_DE_TABLEUR)
      const cellules = sansFinVide(record.map(caseLue))
      if (cellules.length > 0) yield { numero: info.lines - sautsDans(record), cellules }
      lues += record.length
      if (lues > CASES_D_UN_SOUFFLE) {
        lues = 0
        await souffler()
      }
    }
  } catch (erreur) {
    if (!(erreur instanceof CsvError)) throw erreur
    yield illisible(erreur)
  } finally {
    texte.destroy()
  }
}

/** What csv-parse gives with `info`. */
type Lu = { record: string[]; info: { lines: number; records: number } }

const sautsDans = (cellules: readonly string[]): number =>
  cellules.reduce((n, c) => n + (c.match(/\r\n|\r|\n/g)?.length ?? 0), 0)

function illisible(erreur: CsvError): Refus {
  const ligne = typeof erreur.lines === 'number' ? `Ligne ${nombre(erreur.lines)}\u00a0: ` : ''
  if (erreur.code === 'CSV_QUOTE_NOT_CLOSED' || erreur.code === 'CSV_MAX_RECORD_SIZE') {
    return refusDeLecture(422, 'guillemet_ouvert', `${ligne}un guillemet ouvert n’est jamais refermé.`)
  }
  return refusDeLecture(
    422,
    'ligne_illisible',
    `${ligne}cette ligne est illisible. Vérifiez ses guillemets et ses séparateurs.`,
  )
}

/** The separator that the first line uses most, outside quotes. */
async function separateurDe(source: Source, encodage: Encodage): Promise<string> {
  let debut = ''
  for await (const morceau of texteDe(source, encodage)) {
    debut += morceau
    if (debut.length > 65_536) break
  }
  const ligne =
    /^[^\r\n]*/.exec(
      debut
        .slice(0, 65_536)
        .replace(/"[^"]*"/g, '')
        .trimStart(),
    )?.[0] ?? ''
  const compte = (s: string) => ligne.split(s).length
  return [';', ',', '\t', '|'].reduce((meilleur, s) => (compte(s) > compte(meilleur) ? s : meilleur))
}
