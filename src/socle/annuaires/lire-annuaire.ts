import type { Readable } from 'node:stream'
import { type Info, parse } from 'csv-parse'
import type { Refus } from '../../domaine/refus.ts'
import { codeErreur } from '../erreur-demarrage.ts'
import { type Colonne, type Ligne, lireLigne, reconnaitre } from './colonnes.ts'

/** A line of the file, by the number of its first line; or the reason why it cannot be read. */
export type LigneLue = { numero: number; ligne: Ligne } | { numero: number; raison: string }

/**
 * Streams a directory export: `;` (or `,` or tab), UTF-8 with or without BOM, quoted line breaks, columns in any order.
 * Yields a refusal, last, when the file is not one (no known column, not UTF-8, a quotation mark never closed).
 */
export async function* lireAnnuaire(flux: Readable): AsyncGenerator<LigneLue | Refus> {
  const decodeur = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })
  try {
    yield* lire(flux, decodeur)
  } catch (erreur) {
    yield refusDe(erreur)
  }
}

async function* lire(flux: Readable, decodeur: TextDecoder): AsyncGenerator<LigneLue | Refus> {
  const texte = decoder(flux, decodeur)
  const debut = await texte.next()
  if (debut.done)
    return yield refuser('Ce fichier est vide\u00a0: attendu, l’export de l’annuaire de l’éducation au format CSV.')
  const analyseur = parse({
    delimiter: separateur(debut.value),
    info: true,
    relax_quotes: true,
    relax_column_count: true,
    max_record_size: 200_000,
  })
  const envoi = verser(analyseur, debut.value, texte)
  let places: Map<Colonne, number> | undefined
  let largeur = 0
  let fin = 0
  for await (const { record, info } of analyseur as AsyncIterable<{ record: string[]; info: Info }>) {
    const numero = fin + 1
    fin = info.lines
    if (record.length === 1 && record[0]?.trim() === '') continue
    if (places) {
      yield record.length === largeur
        ? { numero, ligne: lireLigne(places, record) }
        : decalee(numero, record.length, largeur)
      continue
    }
    const reconnues = reconnaitre(record)
    if ('manquantes' in reconnues) return yield refuser(sansColonnes(reconnues.manquantes))
    places = reconnues
    largeur = record.length
  }
  await envoi
}

// A spreadsheet drops the empty cells at the end of a line, or adds some: the official export never does, and a shift is worse than a gap.
const decalee = (numero: number, lues: number, attendues: number): LigneLue => ({
  numero,
  raison: `${lues} colonnes au lieu de ${attendues}\u00a0: un guillemet ou un point-virgule mal placé décale la ligne`,
})

const sansColonnes = (manquantes: readonly string[]) =>
  `La première ligne ne porte pas ${manquantes.length > 1 ? 'les colonnes attendues' : 'la colonne attendue'} «\u00a0${manquantes.join('\u00a0», «\u00a0')}\u00a0». Donnez l’export CSV de l’annuaire de l’éducation tel que data.education.gouv.fr le produit.`

// Line ends become \n: the parser counts \r\n twice inside quotation marks, and people want the number that their editor shows.
async function* decoder(flux: Readable, decodeur: TextDecoder): AsyncGenerator<string> {
  let retenu = ''
  for await (const morceau of flux) {
    const recu =
      typeof morceau === 'string' ? morceau.replace(/^\uFEFF/, '') : decodeur.decode(morceau, { stream: true })
    const texte = retenu + recu
    retenu = texte.endsWith('\r') ? '\r' : ''
    if (texte.length > retenu.length) yield texte.slice(0, texte.length - retenu.length).replaceAll('\r\n', '\n')
  }
  const reste = retenu + decodeur.decode()
  if (reste !== '') yield reste
}

// Back-pressure by hand: the parser is fed only as fast as lines are taken.
async function verser(analyseur: ReturnType<typeof parse>, debut: string, suite: AsyncIterable<string>): Promise<void> {
  const attendre = (texte: string) =>
    analyseur.write(texte) || analyseur.destroyed
      ? undefined
      : new Promise((ok) => analyseur.once('drain', ok).once('close', ok))
  try {
    await attendre(debut)
    for await (const texte of suite) {
      if (analyseur.destroyed) return
      await attendre(texte)
    }
    analyseur.end()
  } catch (erreur) {
    analyseur.destroy(erreur instanceof Error ? erreur : new Error(String(erreur)))
  }
}

function separateur(texte: string): string {
  const entete = /^[^\n]*/.exec(texte)?.[0] ?? ''
  const compte = (signe: string) => entete.split(signe).length
  return [';', ',', '\t'].reduce((a, b) => (compte(b) > compte(a) ? b : a))
}

const refuser = (detail: string): Refus => ({ refus: true, statut: 422, code: 'annuaire_illisible', detail })

function refusDe(erreur: unknown): Refus {
  const e = erreur instanceof Error ? erreur : new Error(String(erreur))
  const code = codeErreur(e)
  if (['EISDIR', 'EACCES', 'ENOENT'].includes(code))
    return refuser('Ce fichier ne peut pas être lu\u00a0: vérifiez son nom et ses droits.')
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
    return refuser('Ce fichier n’est pas en UTF-8\u00a0: reprenez l’export d’origine, sans le passer par un tableur.')
  if (code === 'CSV_QUOTE_NOT_CLOSED' || code === 'CSV_MAX_RECORD_SIZE')
    return refuser(`Un guillemet ouvert n’est jamais refermé${ligneDe(e)} : rien n’a été importé.`)
  if (code.startsWith('CSV_'))
    return refuser(`Ce fichier n’est pas un CSV lisible${ligneDe(e)} : rien n’a été importé.`)
  throw e
}

const ligneDe = (e: Error) => ('lines' in e && Number(e.lines) > 0 ? ` (ligne ${e.lines})` : '')
