import { sql } from 'kysely'
import type { Preferences } from '../domaine/notifications.ts'
import type { Role } from '../domaine/roles.ts'
import type { Lecteur } from '../registre/lire.ts'

export type Droit = { id: string; role: Role; portee: string; depuis: Date; jusqua: Date | null }
export type SessionOuverte = { cle: string; appareil: string; cree_le: Date; vue_le: Date; ici: boolean }
export type JetonApi = { empreinte: string; nom: string; cree_le: Date; expire_le: Date | null; vu_le: Date | null }

/** A person's name, address and choices. */
export const lirePersonne = async (base: Lecteur, id: string) => {
  const { rows } = await sql<{ nom: string; courriel: string; preferences: Preferences; cree_le: Date }>`
    select nom, courriel, preferences, cree_le from personne where id = ${id}`.execute(base)
  return rows[0]
}

/** Rights of today and to come, oldest first. */
export const droitsDe = async (base: Lecteur, personne: string, le: Date): Promise<Droit[]> =>
  (
    await sql<Droit>`
      select id, role, portee, depuis, jusqua from habilitation
      where personne_id = ${personne} and (jusqua is null or jusqua > ${le}) order by portee, role, depuis`.execute(
      base,
    )
  ).rows

/** Live sessions, the last seen first. `cle` names one without being its secret or its whole hash. */
export const sessionsDe = async (
  base: Lecteur,
  personne: string,
  courante: string,
  le: Date,
): Promise<SessionOuverte[]> =>
  (
    await sql<SessionOuverte>`
      select left(empreinte, 24) as cle, appareil, cree_le, vue_le, empreinte = ${courante} as ici from session
      where personne_id = ${personne} and expire_le > ${le} order by ici desc, vue_le desc`.execute(base)
  ).rows

/** Tokens that still work. */
export const jetonsDe = async (base: Lecteur, personne: string, le: Date): Promise<JetonApi[]> =>
  (
    await sql<JetonApi>`
      select empreinte, nom, cree_le, expire_le, vu_le from jeton_api
      where personne_id = ${personne} and revoque_le is null and (expire_le is null or expire_le > ${le}) order by cree_le desc`.execute(
      base,
    )
  ).rows

/** Ends one session of this person, or all but `garder`. */
export const fermerSessions = async (
  base: Lecteur,
  personne: string,
  quoi: { cle: string } | { sauf: string },
): Promise<void> => {
  if ('cle' in quoi)
    await sql`delete from session where personne_id = ${personne} and left(empreinte, 24) = ${quoi.cle}`.execute(base)
  else await sql`delete from session where personne_id = ${personne} and empreinte <> ${quoi.sauf}`.execute(base)
}
