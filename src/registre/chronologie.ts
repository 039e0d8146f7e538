import { sql } from 'kysely'
import type { Acte } from '../domaine/acte.ts'
import { ACTES_APPEL } from '../domaine/actes/appel.ts'
import { ACTES_SEANCE } from '../domaine/actes/seance.ts'
import { ACTES } from '../domaine/actes.ts'
import { ecolesVisibles, estDeLAppel } from '../domaine/droits.ts'
import type { Lecteur, Vue } from './lire.ts'

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
 * or not yet published, is not there for the others; a row about another school neither. `apres`: the last row id read; `derniers`: the
 * most recent rows of a long journal, still oldest first. */
export const lireChronologie = async (
  base: Lecteur,
  vue: Vue,
  o: { apres?: number | undefined; limite: number; derniers?: boolean },
): Promise<{ lignes: LigneChronologie[]; total: number }> => {
  const id = vue.faits.dossier.id
  const dedans = estDeLAppel(vue.qualites)
  const caches = dedans ? [] : INTERNES
  // A commission's decision is there for the others once its session is published, and only the last one on each school.
  const secrets = dedans
    ? sql``
    : sql`and not (j.acte = any(${SECRETS}) and (
        not exists (select 1 from seance s where s.id::text = j.saisie->>'seance' and s.etat = 'publiee')
        or exists (select 1 from journal k where k.dossier_id = j.dossier_id and k.sur = j.sur and k.acte = any(${SECRETS}) and k.saisie->>'seance' = j.saisie->>'seance' and k.id > j.id)))`
  const uais = ecolesVisibles(vue.qualites)
  // Two ways in, each by its own index: an « or » would read the whole journal.
  const siennes = sql`(
    select * from journal where dossier_id = ${id}
    union all select k.* from journal k where k.dossier_id is distinct from ${id}
      and k.seance_id in (select s.id from seance_dossier sd join seance s on s.id = sd.seance_id where sd.dossier_id = ${id} ${sql.raw(dedans ? '' : `and s.etat = 'publiee' and k.acte = 'publier_resultats'`)})) j`
  const visible = sql`
    not (j.acte = any(${caches})) ${secrets} ${uais === null ? sql`` : sql`and (j.sur is null or j.sur !~ '^[0-9]{7}[A-Z]$' or j.sur = any(${uais}))`}`
  const { rows } = await sql<Omit<LigneChronologie, 'fait'>>`
    select j.id, j.acte, j.sur, j.le, j.par, j.qualite, j.saisie, j.empreinte, j.precedente, j.personne_id as personne
    from ${siennes} where ${visible} and j.id > ${o.apres ?? 0} order by j.id ${sql.raw(o.derniers ? 'desc' : 'asc')} limit ${o.limite}`.execute(
    base,
  )
  if (o.derniers) rows.reverse()
  const { rows: compte } = await sql<{
    total: number
  }>`select count(*) as total from ${siennes} where ${visible}`.execute(base)
  return {
    lignes: rows.map((r) => ({
      ...r,
      fait: FAITS[r.acte] ?? r.acte,
      ...(uais !== null || (r.acte === 'noter' && vue.aveugles?.includes(r.sur ?? '')) ? { saisie: {} } : {}),
    })),
    total: compte[0]?.total ?? 0,
  }
}

const faitsDe = (actes: Record<string, { fait: string }>) =>
  Object.fromEntries(Object.entries(actes).map(([nom, a]) => [nom, a.fait]))

const FAITS: Record<string, string> = {
  restaurer_depot: 'a rétabli le dossier déposé',
  accepter_invitation: 'a accepté une invitation',
  ...faitsDe(ACTES),
  ...faitsDe(ACTES_APPEL),
  ...faitsDe(ACTES_SEANCE),
}

const nomsDe = (garder: (a: Acte) => boolean): string[] =>
  Object.entries(ACTES as Record<string, Acte>).flatMap(([nom, a]) => (garder(a) ? [nom] : []))

/** Acts whose rows porteurs and schools never see, and those they see only once published. */
const INTERNES = nomsDe((a) => a.interne === true)
const SECRETS = nomsDe((a) => a.secretAvantPublication === true)
