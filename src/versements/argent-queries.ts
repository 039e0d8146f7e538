import { sql } from 'kysely'
import type { Lecteur } from '../registre/lire.ts'

/** Sums over a call, whole cents, from the dossiers themselves. */
export type Totaux = {
  dossiers: number
  propose: number
  vote: number
  engage: number
  commande: number
  livre: number
  en_calcul: number
  liquide: number
  paye: number
  /** Voted and not yet paid, of the dossiers still alive. */
  reste: number
  annule: number
}
export type Part = { volet: string; source: string; vote: number; liquide: number; paye: number; reste: number }
/** `mois`: « 2026-06 », or `sans_date` while no agreement is notified. */
export type Mois = { mois: string; montant: number }
export type Ecart = { numero: string; quoi: string; dossier: number; detail: number }
export type Argent = { totaux: Totaux; parts: Part[]; mois: Mois[]; ecarts: Ecart[] }

/** Dossiers whose award stands: voted and not withdrawn, refused or lapsed. */
export const VIVANTS = sql`d.etat in ('accorde', 'convention_envoyee', 'convention_signee', 'convention_executee', 'notifie', 'solde')`

/** Those that are still to be paid. */
export const EN_COURS = sql`d.etat in ('accorde', 'convention_envoyee', 'convention_signee', 'convention_executee', 'notifie')`

/** The month in which the purchases of a dossier must end, as prolonged. */
export const MOIS = sql`coalesce(to_char(coalesce((d.contenu->'prorogation'->>'jusqua')::date,
  ((d.contenu->'notification'->>'date')::date + make_interval(months => (a.contenu->'delais'->>'achevementMois')::int))::date), 'YYYY-MM'), 'sans_date')`

/** Money of a call: totals, by part and source, forecast by month, and what does not reconcile to the cent (must be empty). */
export const lireArgent = async (base: Lecteur, slug: string): Promise<Argent> => {
  const { rows: totaux } = await sql<Totaux>`
    with c as (select d.id, d.etat, d.montant_vote, d.montant_propose, d.montant_liquide, d.montant_paye from dossier d where d.appel = ${slug} and d.etat <> 'brouillon')
    select count(*) filter (where d.etat in ('accorde', 'convention_envoyee', 'convention_signee', 'convention_executee', 'notifie', 'solde')) as dossiers,
      coalesce(sum(d.montant_propose) filter (where d.etat = 'retenu'), 0)::bigint as propose,
      coalesce(sum(d.montant_vote) filter (where ${VIVANTS}), 0)::bigint as vote,
      (select coalesce(sum(e.montant), 0)::bigint from engagement e join c on c.id = e.dossier_id) as engage,
      (select coalesce(sum(x.total), 0)::bigint from commande x join c on c.id = x.dossier_id) as commande,
      (select coalesce(sum(x.total), 0)::bigint from commande x join c on c.id = x.dossier_id where x.etat = 'livree') as livre,
      (select count(*) from versement v join c on c.id = v.dossier_id where v.etat = 'deposee') as en_calcul,
      coalesce(sum(d.montant_liquide), 0)::bigint as liquide, coalesce(sum(d.montant_paye), 0)::bigint as paye,
      coalesce(sum(greatest(0, d.montant_vote - d.montant_paye)) filter (where ${EN_COURS}), 0)::bigint as reste,
      coalesce(sum(d.montant_vote - d.montant_paye) filter (where d.etat in ('solde', 'caduc', 'desiste') and d.montant_vote > 0), 0)::bigint as annule
    from c d`.execute(base)
  const { rows: parts } = await sql<Part>`
    select p->>'volet' as volet, p->>'source' as source, coalesce(sum((p->>'vote')::bigint) filter (where ${VIVANTS}), 0)::bigint as vote,
      sum((p->>'liquide')::bigint)::bigint as liquide, sum((p->>'paye')::bigint)::bigint as paye,
      coalesce(sum(greatest(0, (p->>'vote')::bigint - (p->>'paye')::bigint)) filter (where ${EN_COURS}), 0)::bigint as reste
    from dossier d cross join lateral jsonb_array_elements(d.par_volet) p
    where d.appel = ${slug} and d.montant_vote > 0 group by 1, 2 order by 1, 2`.execute(base)
  const { rows: mois } = await sql<Mois>`
    select ${MOIS} as mois, sum(d.montant_vote - d.montant_paye)::bigint as montant
    from dossier d join appel_version a on a.appel = d.appel and a.numero = d.appel_version
    where d.appel = ${slug} and ${EN_COURS} and d.montant_vote > d.montant_paye group by 1 order by 1`.execute(base)
  const { rows: ecarts } = await sql<Ecart>`
    select numero, quoi, dossier, detail from (
      select d.numero, 'payé' as quoi, d.montant_paye as dossier,
        (select coalesce(sum(v.montant_paye), 0)::bigint from versement v where v.dossier_id = d.id and v.etat = 'payee') as detail from dossier d where d.appel = ${slug}
      union all select d.numero, 'calculé', d.montant_liquide,
        (select coalesce(sum(v.montant), 0)::bigint from versement v where v.dossier_id = d.id and v.etat in ('liquidee', 'validee', 'mandatee', 'payee')) from dossier d where d.appel = ${slug}
      union all select d.numero, 'voté par volet', d.montant_vote,
        (select coalesce(sum((p->>'vote')::bigint), 0)::bigint from jsonb_array_elements(d.par_volet) p) from dossier d where d.appel = ${slug}
      union all select d.numero, 'payé par volet', d.montant_paye,
        (select coalesce(sum((p->>'paye')::bigint), 0)::bigint from jsonb_array_elements(d.par_volet) p) from dossier d where d.appel = ${slug}
    ) x where dossier <> detail order by numero limit 100`.execute(base)
  return { totaux: totaux[0] as Totaux, parts, mois, ecarts } // an aggregate always answers one row
}
