import { Readable } from 'node:stream'
import { setImmediate as souffler } from 'node:timers/promises'
import { stringify } from 'csv-stringify'
import { type Cellule, type Colonne, cellule, texteSur } from './colonnes.ts'

export type OptionsCsv = {
  /**
   * `excel` (default): semicolons, BOM, decimal commas, « 21/02/2025 », Paris time, CRLF.
   * `ouvert` (open data): commas, no BOM, decimal points, ISO dates, instants in UTC.
   */
  pour?: 'excel' | 'ouvert'
}

/** A CSV file as a stream, row by row as the reader asks. Formulas are escaped; amounts (cents) are written in euros. */
export function ecrireCsv<Ligne>(
  colonnes: readonly Colonne<Ligne>[],
  lignes: AsyncIterable<Ligne> | Iterable<Ligne>,
  { pour = 'excel' }: OptionsCsv = {},
): Readable {
  const excel = pour === 'excel'
  const sortie = stringify({
    delimiter: excel ? ';' : ',',
    bom: excel,
    record_delimiter: excel ? '\r\n' : '\n',
  })
  const source = Readable.from(rangees(colonnes, lignes, excel), { objectMode: true })
  source.on('error', (erreur) => sortie.destroy(erreur))
  sortie.on('close', () => source.destroy())
  return source.pipe(sortie)
}

async function* rangees<Ligne>(
  colonnes: readonly Colonne<Ligne>[],
  lignes: AsyncIterable<Ligne> | Iterable<Ligne>,
  excel: boolean,
): AsyncGenerator<string[]> {
  yield colonnes.map((c) => texteSur(c.titre))
  let n = 0
  for await (const ligne of lignes) {
    yield colonnes.map((c) => ecrit(cellule(c, ligne), excel))
    // Rows already in memory would keep the server from answering anybody else.
    if (++n % 500 === 0) await souffler()
  }
}

function ecrit(c: Cellule, excel: boolean): string {
  switch (c.type) {
    case 'vide':
      return ''
    case 'texte':
      return c.texte
    case 'nombre':
      return excel ? c.nombre.toFixed(c.decimales).replace('.', ',') : c.nombre.toFixed(c.decimales)
    case 'jour':
      return excel ? francais(c.date) : c.date.toISOString().slice(0, 10)
    case 'instant':
      return excel ? `${francais(c.date)} ${c.date.toISOString().slice(11, 16)}` : c.utc.toISOString()
  }
}

const francais = (date: Date): string => date.toISOString().slice(0, 10).split('-').reverse().join('/')
