import { sql } from 'kysely'
import type { Lecteur } from './lire.ts'

/** Seconds after which a figure is counted again even when no act was written. */
const DUREE = 10_000
const MAX = 300

type Garde = { tete: number; jusqua: number; valeur: Promise<unknown> }
const gardes = new WeakMap<object, Map<string, Garde>>()

/** A figure over many dossiers (how many, how much), counted once for as long as no act is written: every act is a row of the
 * journal, so a new row counts it again, on this process or another. `cle` says what is counted, with all that it depends on.
 * Two acts may be written in one order and seen in the other: ten seconds bound what could be missed. */
export const selonJournal = async <T>(base: Lecteur, cle: string, compter: () => Promise<T>): Promise<T> =>
  selonTete(base, await teteDuJournal(base), cle, compter)

/** Number of the last row of the journal: a page with several figures asks for it once. */
export const teteDuJournal = async (base: Lecteur): Promise<number> => {
  const { rows } = await sql<{ tete: number }>`select coalesce(max(id), 0) as tete from journal`.execute(base)
  return rows[0]?.tete ?? 0
}

/** `selonJournal` for who has just read the head of the journal. */
export const selonTete = async <T>(base: Lecteur, tete: number, cle: string, compter: () => Promise<T>): Promise<T> => {
  const deLaBase = gardes.get(base) ?? new Map<string, Garde>()
  gardes.set(base, deLaBase)
  const garde = deLaBase.get(cle)
  if (garde && garde.tete === tete && garde.jusqua > performance.now()) return (await garde.valeur) as T // kept under this key
  if (deLaBase.size >= MAX) deLaBase.clear()
  const valeur = compter()
  deLaBase.set(cle, { tete, jusqua: performance.now() + DUREE, valeur })
  valeur.catch(() => deLaBase.delete(cle))
  return valeur
}
