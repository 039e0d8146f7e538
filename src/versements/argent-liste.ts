import { type RawBuilder, sql } from 'kysely'
import type { Lecteur } from '../registre/lire.ts'
import { EN_COURS, MOIS, VIVANTS } from './argent-queries.ts'

/** One line behind a figure: a dossier, its share in cents, what it is about. */
export type LigneArgent = { id: string; numero: string; organisme: string; montant: number; precision: string | null }
export type ListeArgent = { lignes: LigneArgent[]; total: number; nombre: number }

/** Lines shown; the export has them all. */
export const LIGNES_MONTREES = 1000

/** The list behind a figure of the overview, by its key (« vote », « mois:2026-06 », « part:equipement:departement:reste »); undefined:
 * no such figure. Its total is the figure, to the cent. */
export const lireListe = async (
  base: Lecteur,
  slug: string,
  cle: string,
  limite: number,
): Promise<ListeArgent | undefined> => {
  const lignes = requete(cle)
  if (!lignes) return undefined
  const { rows } = await sql<LigneArgent & { total: number; nombre: number }>`
    with l as (${lignes(slug)})
    select d.id, d.numero, o.nom as organisme, l.montant, l.precision, sum(l.montant) over ()::bigint as total, count(*) over () as nombre
    from l join dossier d on d.id = l.id join organisme o on o.siren = d.organisme
    order by d.numero, l.precision limit ${limite}`.execute(base)
  return { lignes: rows, total: rows[0]?.total ?? 0, nombre: rows[0]?.nombre ?? 0 }
}

type Requete = (slug: string) => RawBuilder<unknown>

const dossiers =
  (montant: RawBuilder<unknown>, ou: RawBuilder<unknown>): Requete =>
  (slug) =>
    sql`select d.id, (${montant})::bigint as montant, null::text as precision from dossier d where d.appel = ${slug} and ${ou}`

const lies =
  (
    table: 'engagement' | 'commande' | 'versement',
    montant: string,
    precision: RawBuilder<unknown>,
    ou = sql`true`,
  ): Requete =>
  (slug) =>
    sql`select d.id, x.${sql.ref(montant)}::bigint as montant, ${precision} as precision
      from ${sql.table(table)} x join dossier d on d.id = x.dossier_id where d.appel = ${slug} and d.etat <> 'brouillon' and ${ou}`

const RESTE = sql`d.montant_vote - d.montant_paye`
const CALCULES = sql`x.etat in ('liquidee', 'validee', 'mandatee', 'payee')`

const FIGURES: Record<string, Requete> = {
  propose: dossiers(sql`d.montant_propose`, sql`d.etat = 'retenu' and d.montant_propose > 0`),
  vote: dossiers(sql`d.montant_vote`, sql`${VIVANTS} and d.montant_vote > 0`),
  engage: lies('engagement', 'montant', sql`x.numero`),
  commande: lies('commande', 'total', sql`x.fournisseur`),
  livre: lies('commande', 'total', sql`x.fournisseur`, sql`x.etat = 'livree'`),
  en_calcul: lies('versement', 'montant', sql`x.type`, sql`x.etat = 'deposee'`),
  liquide: lies('versement', 'montant', sql`x.type`, CALCULES),
  paye: lies('versement', 'montant_paye', sql`x.type`, sql`x.etat = 'payee'`),
  reste: dossiers(RESTE, sql`${EN_COURS} and d.montant_vote > d.montant_paye`),
  annule: dossiers(RESTE, sql`d.etat in ('solde', 'caduc', 'desiste') and d.montant_vote > d.montant_paye`),
}

const requete = (cle: string): Requete | undefined => {
  if (Object.hasOwn(FIGURES, cle)) return FIGURES[cle]
  const mois = /^mois:(\d{4}-\d{2}|sans_date)$/.exec(cle)?.[1]
  if (mois)
    return (slug) => sql`select d.id, (${RESTE})::bigint as montant, null::text as precision
      from dossier d join appel_version a on a.appel = d.appel and a.numero = d.appel_version
      where d.appel = ${slug} and ${EN_COURS} and d.montant_vote > d.montant_paye and ${MOIS} = ${mois}`
  const [, volet, source, quoi] = /^part:([\w-]+):([\w-]+):(vote|liquide|paye|reste)$/.exec(cle) ?? []
  return volet && source && quoi ? part(volet, source, quoi) : undefined
}

const part =
  (volet: string, source: string, quoi: string): Requete =>
  (slug) => {
    const montant =
      quoi === 'reste' ? sql`greatest(0, (p->>'vote')::bigint - (p->>'paye')::bigint)` : sql`(p->>${quoi})::bigint`
    const ou = quoi === 'vote' ? VIVANTS : quoi === 'reste' ? EN_COURS : sql`true`
    return sql`select d.id, ${montant} as montant, null::text as precision
      from dossier d cross join lateral jsonb_array_elements(d.par_volet) p
      where d.appel = ${slug} and d.montant_vote > 0 and p->>'volet' = ${volet} and p->>'source' = ${source} and ${ou} and ${montant} <> 0`
  }
