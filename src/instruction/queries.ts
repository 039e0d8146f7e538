import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { z } from 'zod'
import type { Etat } from '../domaine/etats.ts'
import type { Lecteur } from '../registre/lire.ts'
import { LISTES, listeDe } from '../registre/listes-de-travail.ts'
import { contient } from '../socle/annuaires/recherche.ts'
import { scoreVu } from './score-vu.ts'

const texte = z.string().trim().max(200).optional().catch(undefined)
const euros = z.coerce.number().min(0).max(1e9).optional().catch(undefined)

/** What the address of the desk says: list, search, filters, sort, page. Anything unreadable is left out. */
export const schemaRecherche = z.object({
  liste: texte,
  q: texte,
  etat: texte,
  agent: texte,
  epci: texte,
  commune: texte,
  circonscription: texte,
  alerte: texte,
  score_min: euros,
  montant_min: euros,
  montant_max: euros,
  tri: z.enum(['attente', 'recent', 'organisme', 'montant', 'score']).optional().catch(undefined),
  apres: z.string().max(500).optional().catch(undefined),
})
export type RechercheBureau = z.infer<typeof schemaRecherche>

/** A list names the schools of a dossier up to this number, then counts them. */
export const ECOLES_NOMMEES = 2

export type LigneBureau = {
  id: string
  numero: string
  etat: Etat
  depuis: string
  organisme: string
  /** Their names, when there are so few (`ECOLES_NOMMEES`) that the list shows them. */
  ecoles: string[]
  nombreEcoles: number
  demande: number
  eleves: number
  score: number | null
  alertes: string[]
  agent: string | null
  complementAvant: string | null
  avisDe: string | null
  avisAvant: string | null
}

export const TRIS = {
  attente: { colonne: 'd.etat_depuis', sens: 'asc', type: 'timestamptz' },
  recent: { colonne: 'd.depose_le', sens: 'desc', type: 'timestamptz' },
  organisme: { colonne: 'o.nom', sens: 'asc', type: 'text' },
  montant: { colonne: 'd.montant_calcule', sens: 'desc', type: 'bigint' },
  score: { colonne: 'coalesce(d.score, -1)', sens: 'desc', type: 'numeric' },
} as const

/** `aveugle`: this person scores in a call that scores blind. */
export type Contexte = { slug: string; jour: string; personne: string | null; aveugle?: boolean }

export const filtres = (r: RechercheBureau, c: Contexte): RawBuilder<SqlBool> => {
  const liste = listeDe(r.liste)
  const ecole = (condition: RawBuilder<SqlBool>) =>
    sql<SqlBool>`exists (select 1 from projet_ecole p join ecole e on e.uai = p.uai join commune k on k.insee = e.commune where p.dossier_id = d.id and p.etat <> 'retire' and ${condition})`
  return sql`${sql.join(
    [
      sql`d.appel = ${c.slug} and d.depose_le is not null`,
      ...(liste ? [liste.condition(c.jour)] : []),
      ...(r.etat ? [sql`d.etat = any(${r.etat.split(',')})`] : []),
      ...(r.agent === 'moi' ? [sql`d.agent_id = ${c.personne}::uuid`] : []),
      ...(r.agent === 'personne' ? [sql`d.agent_id is null`] : []),
      ...(r.agent && /^[0-9a-f-]{36}$/.test(r.agent) ? [sql`d.agent_id = ${r.agent}::uuid`] : []),
      ...(r.epci ? [ecole(sql`k.epci = ${r.epci}`)] : []),
      ...(r.commune
        ? [ecole(/^\d[\dAB]\d{3}$/.test(r.commune) ? sql`k.insee = ${r.commune}` : contient('k.recherche', r.commune))]
        : []),
      ...(r.circonscription ? [ecole(sql`e.circonscription_code = ${r.circonscription}`)] : []),
      ...(r.alerte ? [sql`${r.alerte} = any(d.alertes)`] : []),
      ...(r.score_min === undefined ? [] : [sql`${scoreVu(c)} >= ${r.score_min}`]),
      ...(r.montant_min === undefined ? [] : [sql`d.montant_calcule >= ${Math.round(r.montant_min * 100)}`]),
      ...(r.montant_max === undefined ? [] : [sql`d.montant_calcule <= ${Math.round(r.montant_max * 100)}`]),
      ...(r.q ? [contient('d.recherche', r.q)] : []),
    ],
    sql` and `,
  )}`
}

/** What a list is sorted by, as this person may see it. */
export const colonne = (r: RechercheBureau, c: Contexte): RawBuilder<unknown> =>
  r.tri === 'score' && c.aveugle ? sql`coalesce(${scoreVu(c)}, -1)` : sql.raw(TRIS[r.tri ?? 'attente'].colonne)

/** One page of the desk, by key: its cost does not depend on its depth. */
export const listerBureau = async (base: Lecteur, r: RechercheBureau, c: Contexte & { limite: number }) => {
  const tri = TRIS[r.tri ?? 'attente']
  const ou = filtres(r, c)
  const position = lirePosition(r.apres)
  const col = colonne(r, c)
  const suite = position
    ? sql`and (${col}, d.id) ${sql.raw(tri.sens === 'asc' ? '>' : '<')} (${position.valeur}::${sql.raw(tri.type)}, ${position.id}::uuid)`
    : sql``
  const { rows } = await sql<LigneBureau & { cle: string }>`
    with page as (
      select d.id, d.numero, d.etat, d.etat_depuis as depuis, o.nom as organisme, d.montant_calcule as demande, d.eleves, ${scoreVu(c)}::float8 as score, d.alertes,
        d.agent_id, ${col}::text as cle, row_number() over (order by ${col} ${sql.raw(tri.sens)}, d.id ${sql.raw(tri.sens)}) as rang
      from dossier d join organisme o on o.siren = d.organisme where ${ou} ${suite}
      order by ${col} ${sql.raw(tri.sens)}, d.id ${sql.raw(tri.sens)} limit ${c.limite + 1})
    select p.id, p.numero, p.etat, to_json(p.depuis)#>>'{}' as depuis, p.organisme, p.demande, p.eleves, p.score, p.alertes, p.cle, a.nom as agent,
      n.ecoles as "nombreEcoles",
      case when n.ecoles <= ${ECOLES_NOMMEES} then (select array_agg(e.nom order by e.nom) from projet_ecole s join ecole e on e.uai = s.uai where s.dossier_id = p.id and s.etat <> 'retire') end as ecoles,
      case when p.etat = 'a_completer' then (select max(c.avant)::text from complement c where c.dossier_id = p.id and c.etat = 'demande') end as "complementAvant",
      v.role as "avisDe", v.avant::text as "avisAvant"
    from page p left join personne a on a.id = p.agent_id
      cross join lateral (select count(*)::int as ecoles from projet_ecole s where s.dossier_id = p.id and s.etat <> 'retire') n
      left join lateral (select role, avant from avis where p.etat in ('depose', 'conforme') and dossier_id = p.id and etat = 'demande' order by avant limit 1) v on true
    order by p.rang`.execute(base)
  const lignes = rows.slice(0, c.limite)
  const derniere = lignes.at(-1)
  return {
    lignes: lignes.map((l) => ({ ...l, ecoles: l.ecoles ?? [] })),
    suivant:
      rows.length > c.limite && derniere
        ? Buffer.from(JSON.stringify({ valeur: derniere.cle, id: derniere.id })).toString('base64url')
        : undefined,
  }
}

/** How many dossiers the list and its filters hold, whatever the page. */
export const compterBureau = async (base: Lecteur, r: RechercheBureau, c: Contexte): Promise<number> => {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from dossier d where ${filtres(r, c)}`.execute(base)
  return rows[0]?.total ?? 0
}

/** All the dossiers of a list of the desk, whatever the page: what bulk work may be asked on (5 000 at most). */
export const idsDuBureau = async (base: Lecteur, r: RechercheBureau, c: Contexte): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select d.id from dossier d join organisme o on o.siren = d.organisme where ${filtres(r, c)} order by d.numero limit 5000`.execute(
    base,
  )
  return rows.map((x) => x.id)
}

/** How many dossiers stand in each working list. */
export const compterListes = async (base: Lecteur, c: Contexte): Promise<Record<string, number>> => {
  const { rows } = await sql<Record<string, number>>`
    select ${sql.join(
      LISTES.map(
        (l) =>
          sql`(select count(*)::int from dossier d where d.appel = ${c.slug} and d.depose_le is not null and ${l.condition(c.jour)}) as ${sql.ref(l.id)}`,
      ),
    )}`.execute(base)
  return rows[0] ?? {}
}

export type Choix = { valeur: string; libelle: string }

/** What the filters offer: only what is there. */
export const lireChoix = async (
  base: Lecteur,
  slug: string,
): Promise<{ agents: Choix[]; epcis: Choix[]; circonscriptions: Choix[] }> => {
  const { rows } = await sql<{ genre: string; valeur: string; libelle: string }>`
    with lieux as (
      select distinct e.circonscription_code, e.circonscription_nom, k.epci from projet_ecole p
        join dossier d on d.id = p.dossier_id and d.depose_le is not null join ecole e on e.uai = p.uai join commune k on k.insee = e.commune where p.appel = ${slug})
    select 'agents' as genre, p.id::text as valeur, p.nom as libelle from personne p
      where exists (select 1 from habilitation h where h.personne_id = p.id and h.role in ('instructeur', 'rectorat') and h.portee = ${slug} and h.jusqua is null)
    union select 'epcis', x.siren, x.nom from epci x where x.siren in (select epci from lieux)
    union select 'circonscriptions', circonscription_code, coalesce(circonscription_nom, circonscription_code) from lieux where circonscription_code is not null
    order by 3`.execute(base)
  const de = (genre: string) =>
    rows.filter((r) => r.genre === genre).map(({ valeur, libelle }) => ({ valeur, libelle }))
  return {
    agents: de('agents'),
    epcis: de('epcis'),
    circonscriptions: de('circonscriptions'),
  }
}

const lirePosition = (brut: string | undefined) => {
  if (!brut) return undefined
  try {
    return z
      .object({ valeur: z.string(), id: z.uuid() })
      .safeParse(JSON.parse(Buffer.from(brut, 'base64url').toString())).data
  } catch {
    return undefined
  }
}
