import { sql } from 'kysely'
import {
  MODELE_INITIAL,
  type ModeleConvention,
  type ModeleEnVigueur,
  type ModeleWord,
} from '../domaine/convention/modele.ts'
import { estUuid, nouvelId } from './identifiants.ts'
import type { Lecteur } from './lire.ts'

/** The model of the call's agreements in force; the house's text (number 0) until somebody writes another. */
export const lireModele = async (base: Lecteur, appel: string): Promise<ModeleEnVigueur> => {
  const { rows } = await sql<ModeleEnVigueur>`
    select numero, contenu from modele_convention where appel = ${appel} order by numero desc limit 1`.execute(base)
  return rows[0] ?? { numero: 0, contenu: MODELE_INITIAL }
}

/** One version of it, or null. */
export const lireVersionModele = async (
  base: Lecteur,
  appel: string,
  numero: number,
): Promise<ModeleConvention | null> => {
  if (numero === 0) return MODELE_INITIAL
  if (!Number.isSafeInteger(numero) || numero < 0 || numero > 1_000_000) return null
  const { rows } = await sql<{ contenu: ModeleConvention }>`
    select contenu from modele_convention where appel = ${appel} and numero = ${numero}`.execute(base)
  return rows[0]?.contenu ?? null
}

export type VersionModele = { numero: number; note: string; par: string; cree_le: Date }

/** Who wrote what and when, the last one first. */
export const listerVersions = async (base: Lecteur, appel: string): Promise<VersionModele[]> =>
  (
    await sql<VersionModele>`
      select numero, note, par, cree_le from modele_convention where appel = ${appel} order by numero desc limit 200`.execute(
      base,
    )
  ).rows

/** A Word template of this call by its id, or null. */
export const lireModeleWord = async (base: Lecteur, appel: string, id: string): Promise<ModeleWord | null> => {
  if (!estUuid(id)) return null
  const { rows } = await sql<ModeleWord>`
    select id as fichier, nom, sha256 from modele_word where id = ${id} and appel = ${appel}`.execute(base)
  return rows[0] ?? null
}

/** Where its bytes are. */
export const cleDuModeleWord = async (base: Lecteur, id: string): Promise<string | undefined> =>
  (await sql<{ cle: string }>`select cle from modele_word where id = ${id}`.execute(base)).rows[0]?.cle

/** Keeps a template whose tags were checked; an act then puts it in the model. */
export const garderModeleWord = async (
  base: Lecteur,
  m: { appel: string; nom: string; octets: number; sha256: string; cle: string; par: string; le: Date },
): Promise<string> => {
  const id = nouvelId()
  await sql`insert into modele_word (id, appel, nom, octets, sha256, cle, par, cree_le)
    values (${id}, ${m.appel}, ${m.nom}, ${m.octets}, ${m.sha256}, ${m.cle}, ${m.par}, ${m.le})`.execute(base)
  return id
}
