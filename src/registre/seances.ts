import { sql } from 'kysely'
import type { FaitsSeance } from '../domaine/acte.ts'
import { procesVerbauxSignes } from '../domaine/actes/proces-verbal.ts'
import { estDeLAppel } from '../domaine/droits.ts'
import type { Acteur } from '../domaine/faits.ts'
import { lireSeance } from './accomplir-seance.ts'
import type { Lecteur } from './lire.ts'

export type SeanceListee = FaitsSeance['seance'] & { dossiers: number; decides: number }

/** Does this person see the inside of a call: sessions, ranking, envelope? */
export const estDedans = (acteur: Acteur, appel: string): boolean =>
  estDeLAppel(
    acteur.habilitations
      .filter((h) => h.portee === appel || h.portee === 'plateforme')
      .map((h) => ({ ...h, ecoles: null })),
  )

/** The sessions of a call, the latest first; undefined when this person does not see them. */
export const listerSeances = async (
  base: Lecteur,
  appel: string,
  acteur: Acteur,
): Promise<SeanceListee[] | undefined> => {
  if (!estDedans(acteur, appel)) return undefined
  const { rows } = await sql<{ seance: SeanceListee }>`
    select to_jsonb(s) || jsonb_build_object(
      'dossiers', (select count(*) from seance_dossier x where x.seance_id = s.id),
      'decides', (select count(*) from projet_ecole p where p.seance_id = s.id and p.decision is not null)) as seance
    from seance s where s.appel = ${appel} order by s.date desc, s.cree_le desc`.execute(base)
  return rows.map((r) => r.seance)
}

export type SeanceVue = FaitsSeance & { documents: { id: string; genre: string; nom: string; etat: string }[] }

/** A session with its agenda, or undefined: not there, or not for this person. */
export const voirSeance = async (base: Lecteur, id: string, acteur: Acteur): Promise<SeanceVue | undefined> => {
  const faits = await lireSeance(base, id)
  if (!faits || !estDedans(acteur, faits.seance.appel)) return undefined
  const { rows } = await sql<SeanceVue['documents'][number]>`
    select id, genre, nom, etat from document where seance_id = ${id} order by cree_le, id`.execute(base)
  // A paper that was sent but that no act names is nobody's yet.
  const signes = procesVerbauxSignes(faits.seance.contenu).map((x) => x.document)
  return { ...faits, documents: rows.filter((d) => d.genre !== 'piece_de_seance' || signes.includes(d.id)) }
}
