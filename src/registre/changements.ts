import { sql } from 'kysely'
import { differences } from '../domaine/formulaire/fusionner.ts'
import type { Reponses } from '../domaine/formulaire/reponses.ts'
import { type LigneChronologie, lireChronologie } from './chronologie.ts'
import type { Lecteur, Vue } from './lire.ts'

type Ecart = { chemin: string; avant: unknown; apres: unknown }
type PieceFigee = { id: string; nature: string; ecole: string | null; nom: string }

/** What happened to a dossier since an instant: acts, answers field by field, files that came and went. */
export type Changements = {
  lignes: LigneChronologie[]
  ecarts: Ecart[]
  piecesAjoutees: PieceFigee[]
  piecesRetirees: PieceFigee[]
}

/** The differences between what a person read and what is. `depuis`: the instant of their reading; `version`: the dossier's version
 * that they read, which bounds how many acts there can be. Answers are compared from the version filed then to today's: the last
 * one filed, or the answers being completed. Only what this view may see. */
export const lireChangements = async (
  base: Lecteur,
  vue: Vue,
  o: { depuis?: Date | undefined; version?: number | undefined },
): Promise<Changements> => {
  const { dossier } = vue.faits
  const { lignes } = await lireChronologie(base, vue, { limite: 1000, derniers: true })
  const combien = o.version === undefined ? lignes.length : Math.max(0, dossier.version - o.version)
  const recentes = (combien === 0 ? [] : lignes.slice(-combien)).filter((l) => !o.depuis || l.le >= o.depuis)
  const depuis = o.depuis ?? recentes[0]?.le
  const { rows } = await sql<{ reponses: Reponses; pieces: PieceFigee[] | null; le: Date }>`
    select contenu->'reponses' as reponses, contenu->'pieces' as pieces, cree_le as le from depot
    where dossier_id = ${dossier.id} order by numero`.execute(base)
  // The filing that an act since then made is not what was read.
  const deposees = new Set(recentes.map((l) => l.le.getTime()))
  const avant = rows.findLast((d) => !depuis || (d.le <= depuis && !deposees.has(d.le.getTime()))) ?? rows[0]
  const dernier = rows.at(-1)
  if (!avant || !dernier) return { lignes: recentes, ecarts: [], piecesAjoutees: [], piecesRetirees: [] }
  const enCours = dossier.etat === 'a_completer' || dossier.etat === 'brouillon'
  const apres = enCours ? vue.faits.reponses : dernier.reponses
  const pieces: PieceFigee[] = enCours ? vue.faits.pieces : (dernier.pieces ?? [])
  const ids = (liste: readonly { id: string }[]) => new Set(liste.map((p) => p.id))
  const [lues, presentes] = [avant.pieces ?? [], ids(pieces)]
  return {
    lignes: recentes,
    ecarts: avant === dernier && !enCours ? [] : differences(avant.reponses, apres),
    piecesAjoutees: pieces.filter((p) => !ids(lues).has(p.id)),
    piecesRetirees: lues.filter((p) => !presentes.has(p.id)),
  }
}
