import { sql } from 'kysely'
import { ACTES_APPEL } from '../domaine/actes/appel.ts'
import { ACTES_SEANCE } from '../domaine/actes/seance.ts'
import { ACTES } from '../domaine/actes.ts'
import { ecolesVisibles, estDeLAppel } from '../domaine/droits.ts'
import { resultatsPublies } from '../domaine/faits.ts'
import { type Lecteur, lireFaits, type Vue } from './lire.ts'

export type LigneChronologie = {
  id: number
  acte: string
  fait: string
  sur: string | null
  le: Date
  par: string
  qualite: string
  saisie: Record<string, unknown>
  empreinte: string
  precedente: string
  personne: string | null
}

/** The journal of a dossier as this view may see it, oldest first: its own acts and those of its sessions. What is internal,
 * or not yet published, is not there for the others; a row about another school neither. `apres`: the last row id read. */
export const lireChronologie = async (
  base: Lecteur,
  vue: Vue,
  o: { apres?: number | undefined; limite: number },
): Promise<{ lignes: LigneChronologie[]; total: number }> => {
  const id = vue.faits.dossier.id
  const dedans = estDeLAppel(vue.qualites)
  const vrais = dedans ? vue.faits : await lireFaits(base, id)
  const publie = dedans || (vrais !== undefined && resultatsPublies(vrais))
  const caches = dedans ? [] : actesCaches(publie)
  const uais = ecolesVisibles(vue.qualites)
  const visible = sql`
    (j.dossier_id = ${id} or j.seance_id in (select s.id from seance_dossier sd join seance s on s.id = sd.seance_id where sd.dossier_id = ${id} ${sql.raw(dedans ? '' : `and s.etat = 'publiee' and j.acte = 'publier_resultats'`)}))
    and not (j.acte = any(${caches})) ${uais === null ? sql`` : sql`and (j.sur is null or j.sur !~ '^[0-9]{7}[A-Z]$' or j.sur = any(${uais}))`}`
  const { rows } = await sql<Omit<LigneChronologie, 'fait'>>`
    select j.id, j.acte, j.sur, j.le, j.par, j.qualite, j.saisie, j.empreinte, j.precedente, j.personne_id as personne
    from journal j where ${visible} and j.id > ${o.apres ?? 0} order by j.id limit ${o.limite}`.execute(base)
  const { rows: compte } = await sql<{
    total: number
  }>`select count(*) as total from journal j where ${visible}`.execute(base)
  return {
    lignes: rows.map((r) => ({ ...r, fait: FAITS[r.acte] ?? r.acte, ...(uais === null ? {} : { saisie: {} }) })),
    total: compte[0]?.total ?? 0,
  }
}

const faitsDe = (actes: Record<string, { fait: string }>) =>
  Object.fromEntries(Object.entries(actes).map(([nom, a]) => [nom, a.fait]))

const FAITS: Record<string, string> = {
  restaurer_depot: 'a rétabli le dossier déposé',
  ...faitsDe(ACTES),
  ...faitsDe(ACTES_APPEL),
  ...faitsDe(ACTES_SEANCE),
}

/** Acts whose rows porteurs and schools never see, or not before the publication. */
const actesCaches = (publie: boolean): string[] =>
  Object.entries(ACTES)
    .filter(([, a]) => a.interne || (!publie && a.secretAvantPublication))
    .map(([nom]) => nom)
