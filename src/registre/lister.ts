import { sql } from 'kysely'
import { type Acces, estDeLAppel, qualitesSur, sontPartenaires } from '../domaine/droits.ts'
import { ETATS, type Etat } from '../domaine/etats.ts'
import type { Acteur, LigneDossier, Organisme } from '../domaine/faits.ts'
import { type Refus, saisieInvalide } from '../domaine/refus.ts'
import { ROLES } from '../domaine/roles.ts'
import { contient } from '../socle/annuaires/recherche.ts'
import { curseurRefuse, lireCurseurDeTri } from './curseur-de-tri.ts'
import type { Lecteur } from './lire.ts'
import { selonJournal } from './selon-journal.ts'

export type Criteres = {
  appel?: string | undefined
  etat?: string | undefined
  q?: string | undefined
  ecole?: string | undefined
  tri?: string | undefined
  limite: number
  apres?: string | undefined
}
export type DossierListe = { dossier: LigneDossier; organisme: Organisme }

const TRIS: Record<string, { colonne: string; sens: 'asc' | 'desc'; type: string }> = {
  recent: { colonne: 'd.cree_le', sens: 'desc', type: 'timestamptz' },
  numero: { colonne: 'd.numero', sens: 'asc', type: 'text' },
  '-numero': { colonne: 'd.numero', sens: 'desc', type: 'text' },
  montant: { colonne: 'd.montant_calcule', sens: 'desc', type: 'bigint' },
  organisme: { colonne: 'o.nom', sens: 'asc', type: 'text' },
}

/** The dossiers that a person may see, in pages by key: the cost of a page does not depend on its depth. What is not yet
 * published is masked as on the dossier itself. Refusal: 422 unknown state, sort or cursor. */
export const listerDossiers = async (
  base: Lecteur,
  acteur: Acteur,
  c: Criteres,
): Promise<{ elements: DossierListe[]; suivant: string | null; total: number } | Refus> => {
  if (c.etat !== undefined && !c.etat.split(',').every((e) => Object.hasOwn(ETATS, e)))
    return saisieInvalide([{ chemin: 'etat', message: `Choisissez un état parmi : ${Object.keys(ETATS).join(', ')}.` }])
  const tri = Object.hasOwn(TRIS, c.tri ?? 'recent') ? TRIS[c.tri ?? 'recent'] : undefined
  if (!tri)
    return saisieInvalide([{ chemin: 'tri', message: `Choisissez un tri parmi : ${Object.keys(TRIS).join(', ')}.` }])
  const vu = etatVu(acteur)
  const filtres = sql.join(
    [
      visibles(acteur),
      ...(c.appel ? [sql`d.appel = ${c.appel}`] : []),
      ...(c.etat ? [sql`${vu} = any(${c.etat.split(',')})`] : []),
      ...(c.ecole
        ? [
            sql`exists (select 1 from projet_ecole x where x.dossier_id = d.id and x.uai = ${c.ecole.toUpperCase()} and x.etat <> 'retire')`,
          ]
        : []),
      ...(c.q ? [contient('d.recherche', c.q)] : []),
    ],
    sql` and `,
  )
  const position = lireCurseurDeTri(c.apres, tri.type)
  if (c.apres && !position) return curseurRefuse()
  const colonne = sql.raw(tri.colonne)
  const suite = position
    ? sql`and (${colonne}, d.id) ${sql.raw(tri.sens === 'asc' ? '>' : '<')} (${position.valeur}::${sql.raw(tri.type)}, ${position.id}::uuid)`
    : sql``
  const { rows } = await sql<DossierListe & { cle: string; acces: Acces }>`
    select to_jsonb(d) - 'recherche' as dossier, to_jsonb(o) as organisme, ${colonne}::text as cle,
      jsonb_build_object('organisme', d.organisme, 'appel', d.appel, 'etat', d.etat, 'deposeLe', d.depose_le, 'papier', d.papier, 'etatPublic', ${ETAT_PUBLIC}, 'proposePublic', ${PROPOSE_PUBLIC},
        'ecoles', (select coalesce(jsonb_agg(jsonb_build_object('uai', p.uai, 'circonscription', e.circonscription_code, 'decision', p.decision, 'etat', p.etat,
           'demande', p.montant_demande, 'calcule', p.montant_calcule)), '[]')
           from projet_ecole p join ecole e on e.uai = p.uai where p.dossier_id = d.id),
        'invitations', (select coalesce(jsonb_agg(to_jsonb(i)), '[]') from invitation i where i.dossier_id = d.id)) as acces
    from dossier d join organisme o on o.siren = d.organisme where ${filtres} ${suite}
    order by ${colonne} ${sql.raw(tri.sens)}, d.id ${sql.raw(tri.sens)} limit ${c.limite + 1}`.execute(base)
  const { personne, courriel, habilitations } = acteur
  const cle = [personne, courriel, habilitations, c.appel, c.etat, c.ecole, c.q]
  const total = await selonJournal(base, `dossiers ${JSON.stringify(cle)}`, async () => {
    const { rows: compte } = await sql<{ total: number }>`
      select count(*) as total from dossier d where ${filtres}`.execute(base)
    return compte[0]?.total ?? 0
  })
  const elements = rows.slice(0, c.limite)
  const dernier = elements.at(-1)
  return {
    elements: elements.map((r) => masquerLigne(r, acteur)),
    suivant:
      rows.length > c.limite && dernier
        ? Buffer.from(JSON.stringify({ valeur: dernier.cle, id: dernier.dossier.id })).toString('base64url')
        : null,
    total,
  }
}

// Counted rather than « not exists »: PostgreSQL would gather the decided schools of every dossier to answer for fifty.
const PUBLIE = sql`(select count(*) from projet_ecole p left join seance s on s.id = p.seance_id where p.dossier_id = d.id and p.decision is not null and coalesce(s.etat, '') <> 'publiee') = 0`

const portees = (acteur: Acteur, type: string) =>
  acteur.habilitations.filter((h) => ROLES[h.role].portee === type).map((h) => h.portee)

const PARTENAIRES = ['partenaire_formation', 'partenaire_parentalite']

/** The same rule as `qualitesSur`, as a condition of SQL. */
const visibles = (acteur: Acteur) => {
  const appels = acteur.habilitations.filter((h) => ROLES[h.role].portee === 'appel')
  const dedans = appels.filter((h) => !PARTENAIRES.includes(h.role)).map((h) => h.portee)
  const partenaire = appels.filter((h) => PARTENAIRES.includes(h.role)).map((h) => h.portee)
  const circos = portees(acteur, 'circonscription')
  const organismes = portees(acteur, 'organisme')
  const ecoles = portees(acteur, 'ecole')
  const plateforme = acteur.habilitations.some((h) => h.portee === 'plateforme')
  // Only the arms that this person's rights open: an agent's list does not look at each dossier's schools.
  const bras = [
    sql`exists (select 1 from invitation i where i.dossier_id = d.id and i.etat = 'acceptee' and i.personne_id = ${acteur.personne}::uuid)`,
    ...(organismes.length > 0 ? [sql`d.organisme = any(${organismes})`] : []),
    ...(ecoles.length > 0
      ? [sql`exists (select 1 from projet_ecole p where p.dossier_id = d.id and p.uai = any(${ecoles}))`]
      : []),
    ...(circos.length > 0
      ? [
          sql`(exists (select 1 from projet_ecole p join ecole e on e.uai = p.uai where p.dossier_id = d.id and e.circonscription_code = any(${circos}))
        and (d.depose_le is not null or d.papier or exists (select 1 from invitation i where i.dossier_id = d.id and i.etat <> 'retiree' and i.role in ('erun', 'ien') and i.courriel = ${acteur.courriel})))`,
        ]
      : []),
    ...(dedans.length > 0 || plateforme
      ? [sql`((d.depose_le is not null or d.papier) and (d.appel = any(${dedans}) or ${plateforme}))`]
      : []),
    ...(partenaire.length > 0
      ? [
          sql`(d.appel = any(${partenaire}) and d.etat in ('accorde', 'convention_envoyee', 'convention_signee', 'convention_executee', 'notifie', 'solde', 'caduc')
        and exists (select 1 from projet_ecole p where p.dossier_id = d.id and p.decision = 'retenu'))`,
        ]
      : []),
  ]
  return sql`(${sql.join(bras, sql` or `)})`
}

/** The state as this person may read it: filters must not tell what the page hides. */
const etatVu = (acteur: Acteur) => {
  const dedans = acteur.habilitations
    .filter((h) => ROLES[h.role].portee === 'appel' && !PARTENAIRES.includes(h.role))
    .map((h) => h.portee)
  return sql`(case when d.appel = any(${dedans}) then d.etat else ${ETAT_PUBLIC} end)`
}

/** `etatPublic` of the rulebook, as SQL. */
const ETAT_PUBLIC = sql`(case when d.etat not in ('retenu', 'liste_attente', 'non_retenu') or ${PUBLIE} then d.etat else (
  select case when bool_or(x.decision = 'retenu') then 'retenu' when count(*) filter (where x.decision is null) > 0 then 'conforme'
    when bool_or(x.decision = 'liste_attente') then 'liste_attente' else 'non_retenu' end
  from (select case when s.etat = 'publiee' then p.decision end as decision from projet_ecole p left join seance s on s.id = p.seance_id
    where p.dossier_id = d.id and p.etat <> 'retire') x) end)`

const PROPOSE_PUBLIC = sql`coalesce((select sum(p.montant_propose) from projet_ecole p join seance s on s.id = p.seance_id
  where p.dossier_id = d.id and p.etat <> 'retire' and p.decision = 'retenu' and s.etat = 'publiee'), 0)::bigint`

const masquerLigne = (
  r: DossierListe & {
    acces: Acces & { etatPublic?: Etat; proposePublic?: number; ecoles: { demande?: number; calcule?: number }[] }
  },
  acteur: Acteur,
): DossierListe => {
  const qualites = qualitesSur(acteur, r.acces)
  if (estDeLAppel(qualites)) return { dossier: r.dossier, organisme: r.organisme }
  const d = {
    ...r.dossier,
    etat: r.acces.etatPublic ?? r.dossier.etat,
    montant_propose: r.acces.proposePublic ?? 0,
  }
  const ecoles = qualites.some((q) => q.ecoles === null) ? null : new Set(qualites.flatMap((q) => q.ecoles ?? []))
  if (ecoles === null) return { dossier: { ...d, agent_id: null, alertes: [] }, organisme: r.organisme }
  const siennes = r.acces.ecoles.filter((e) => ecoles.has(e.uai) && e.etat !== 'retire') as {
    demande?: number
    calcule?: number
  }[]
  const somme = (cle: 'demande' | 'calcule') =>
    (sontPartenaires(qualites) ? [] : siennes).reduce((t, e) => t + (e[cle] ?? 0), 0)
  return {
    dossier: {
      ...d,
      agent_id: null,
      alertes: [],
      montant_demande: somme('demande'),
      montant_calcule: somme('calcule'),
      montant_propose: 0,
      montant_vote: 0,
      montant_liquide: 0,
      montant_paye: 0,
      par_volet: [],
    },
    organisme: r.organisme,
  }
}
