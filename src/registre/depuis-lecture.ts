import { sql } from 'kysely'
import { ACTES_APPEL } from '../domaine/actes/appel.ts'
import { ACTES_ORGANISATION } from '../domaine/actes/organisations.ts'
import type { Refus } from '../domaine/refus.ts'
import type { Lecteur } from './lire.ts'

export type ActeDepuisLecture = {
  le: Date
  fait: string
  par: string
  qualite: string
  saisie: Record<string, unknown>
  /** Whom the act bore on, when it named a right or a request. */
  qui: string | null
}

/** What was written on a call, an organisation or a school since the version that a refused act was decided on, oldest first;
 * undefined when the refusal is not about the version. `chaine`: `appel:<slug>`, `organisme:<SIREN>`, `ecole:<UAI>`. */
export const lireDepuisLecture = async (
  base: Lecteur,
  non: Refus | undefined,
  o: { chaine: string; lue: string; version: number },
): Promise<ActeDepuisLecture[] | undefined> => {
  if (non?.code !== 'version_perimee') return undefined
  const combien = Math.max(0, Math.min(o.version - Number(o.lue) || 0, 50))
  const { rows } = await sql<Omit<ActeDepuisLecture, 'fait'> & { acte: string }>`
    select * from (
      (select le, par, qualite, acte, saisie, coalesce(
          (select p.nom from habilitation h join personne p on p.id = h.personne_id where h.id::text = journal.saisie->>'habilitation'),
          (select p.nom from rattachement r join personne p on p.id = r.personne_id where r.id::text = journal.saisie->>'demande')) as qui
        from journal where chaine = ${o.chaine} order by rang desc limit ${combien})
      union all
      select publie_le, 'Le service', '', 'publier', '{}'::jsonb, null from appel_version where ${o.chaine} = 'appel:' || appel and numero > 1
    ) actes order by le desc limit ${combien}`.execute(base)
  return rows.reverse().map(({ acte, ...r }) => ({ ...r, fait: FAITS[acte] ?? acte }))
}

const FAITS: Record<string, string> = Object.fromEntries([
  ...[...Object.entries(ACTES_APPEL), ...Object.entries(ACTES_ORGANISATION)].map(([nom, a]) => [nom, a.fait]),
  ['publier', 'a publié une nouvelle version de l’appel'],
])
