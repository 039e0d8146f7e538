import { CompiledQuery, type Kysely, sql, type Transaction } from 'kysely'
import type { Appel } from '../domaine/appel/schema.ts'
import { accesDe, type Qualite, qualitesSur } from '../domaine/droits.ts'
import type { Acteur, Faits, Trace } from '../domaine/faits.ts'
import { ecolesAveugles, sansNotesDe } from '../domaine/lectures.ts'
import { masquer } from '../domaine/masque.ts'
import type { Schema } from '../socle/base/schema.ts'
import { lireAppel } from './appels.ts'
import { estUuid } from './identifiants.ts'
import { rassemblerReponses } from './reponses.ts'

export type Lecteur = Kysely<Schema> | Transaction<Schema>

/** What a person sees of a dossier: the facts (masked and narrowed to them) and the capacities they hold on it. */
export type Vue = {
  faits: Faits
  qualites: Qualite[]
  /** Schools whose scores this person must not see yet (`ecolesAveugles`). */
  aveugles?: readonly string[]
}

/** The dossier as this person may see it, or undefined: not there, or not theirs (the same 404). */
export const lireDossier = async (base: Lecteur, id: string, acteur: Acteur): Promise<Vue | undefined> => {
  const faits = reprendre(acteur, id) ?? (await lireFaits(base, id))
  if (!faits) return undefined
  const qualites = qualitesSur(acteur, accesDe(faits))
  if (qualites.length === 0) return undefined
  const aveugles = ecolesAveugles(faits, qualites, acteur.personne)
  return { faits: sansNotesDe(masquer(faits, qualites), aveugles), qualites, aveugles }
}

/** Tables beside a dossier and their order; a draft that was never filed has rows in the first four only. */
const TABLES = [
  ['invitations', 'invitation', 'cree_le, id'],
  ['pieces', 'piece', 'cree_le, id'],
  ['avis', 'avis', 'cree_le, id'],
  ['devis', 'devis', 'cree_le, id'],
  ['depots', 'depot', 'numero'],
  ['complements', 'complement', 'cree_le, id'],
  ['examens', 'examen', 'element'],
  ['notes', 'note', 'cree_le, id'],
  ['deports', 'deport', 'cree_le, id'],
  ['votes', 'vote', 'cree_le, id'],
  ['conventions', 'convention', 'cree_le, id'],
  ['deliberations', 'deliberation', 'cree_le, id'],
  ['signatures', 'signature', 'cree_le, id'],
  ['engagements', 'engagement', 'cree_le, id'],
  ['avenants', 'avenant', 'cree_le, id'],
  ['commandes', 'commande', 'cree_le, id'],
  ['receptions', 'reception', 'cree_le, id'],
  ['versements', 'versement', 'cree_le, id'],
  ['factures', 'facture', 'cree_le, id'],
  ['recours', 'recours', 'cree_le, id'],
  ['procedures', 'procedure_suivie', 'cree_le, id'],
  ['actions', 'action', 'cree_le, id'],
] as const
const DU_BROUILLON = 4
const RETIRES: Record<string, string> = { piece: 'and t.retiree_le is null' }
const SANS: Record<string, string[]> = { piece: ['cle'], invitation: ['jeton'] }

// What was frozen when filing is big: it stays in the database.
const LIGNES: Record<string, string> = { depot: `to_jsonb(t) - 'contenu'` }

const sousRequete = ([nom, table, ordre]: (typeof TABLES)[number]) =>
  `(select coalesce(json_agg(${LIGNES[table] ?? 'row_to_json(t)'} order by ${ordre}), '[]') from ${table} t where t.dossier_id = d.id ${RETIRES[table] ?? ''}) as ${nom}`

const ECOLES = `(
  select coalesce(json_agg(row_to_json(x) order by x.cree_le, x.uai), '[]') from (
    select p.*, e.nom, e.commune, e.type, e.secteur, e.contrat, e.courriel, e.circonscription_code as circonscription, e.education_prioritaire, e.ulis,
      e.eleves as eleves_annuaire, e.etat as etat_annuaire, coalesce(s.etat = 'publiee', false) as seance_publiee
    from projet_ecole p join ecole e on e.uai = p.uai left join seance s on s.id = p.seance_id where p.dossier_id = d.id) x) as ecoles`

const COMMUNES = `
  row_to_json(d) as dossier, row_to_json(o) as organisme, v.empreinte,
  json_build_object('ouverture', a.ouverture, 'cloture', a.cloture) as calendrier, ${ECOLES},
  (select coalesce(json_agg(json_build_object('ecole', r.ecole, 'section', r.section, 'valeurs', r.valeurs,
     'revision', r.revision, 'le', r.modifie_le, 'par', r.modifie_nom) order by r.modifie_le), '[]') from reponse r where r.dossier_id = d.id) as reponses,
  (select coalesce(json_agg(json_build_object('id', s.id, 'genre', s.genre, 'etat', s.etat, 'date', s.date) order by s.date), '[]')
     from seance_dossier sd join seance s on s.id = sd.seance_id where sd.dossier_id = d.id) as seances`

// Written once as text: building thirty subqueries for each page costs more than parsing their answer.
const texte = (tables: readonly (typeof TABLES)[number][], id = '$1') => `
  select ${COMMUNES}, ${tables.map(sousRequete).join(', ')}
  from dossier d join organisme o on o.siren = d.organisme join appel a on a.slug = d.appel
    join appel_version v on v.appel = d.appel and v.numero = d.appel_version where d.id = ${id}::uuid`
const BROUILLON = texte(TABLES.slice(0, DU_BROUILLON))
const DEPOSE = texte(TABLES)
const VIDES = Object.fromEntries(TABLES.map(([nom]) => [nom, Object.freeze([])]))

// Dossiers seen filed: a hint that saves the first query, never a fact (the row read says it).
const deposes = new Set<string>()

// Facts read in one query with the person who asks for a page: given once, to the first that wants them.
const lusAvec = new WeakMap<Acteur, Faits>()
const reprendre = (acteur: Acteur, id: string): Faits | undefined => {
  const faits = lusAvec.get(acteur)
  lusAvec.delete(acteur)
  return faits?.dossier.id === id ? faits : undefined
}

/** The statement of a dossier's facts, to join with another one; its parameter is `$3`. */
export const texteDesFaits = (dossier: string): string => (deposes.has(dossier) ? DEPOSE_JOINT : BROUILLON_JOINT)
const BROUILLON_JOINT = texte(TABLES.slice(0, DU_BROUILLON), '$3')
const DEPOSE_JOINT = texte(TABLES, '$3')

/** Keeps the facts that came with this person (a row of `texteDesFaits`) for the page that the person asks for. */
export const garderFaits = async (base: Lecteur, acteur: Acteur, lue: Lue): Promise<void> => {
  if (lue.dossier.depose_le !== null && !Object.hasOwn(lue, 'depots')) return void deposes.add(lue.dossier.id)
  nettoyer(lue)
  lusAvec.set(acteur, await assembler(base, lue))
}

type Ecrite = Omit<Trace, 'le'> & { le: string; valeurs: Record<string, unknown> }
export type Lue = Omit<Faits, 'appel' | 'reponses' | 'traces'> & { empreinte: string; reponses: Ecrite[] }

/** Every fact of a dossier, unmasked, in one query (two for the row lock). For the door and the machine; pages use `lireDossier`. */
export const lireFaits = async (base: Lecteur, id: string, { verrou = false } = {}): Promise<Faits | undefined> => {
  if (!estUuid(id)) return undefined
  if (verrou) await sql`select 1 from dossier where id = ${id} for update`.execute(base)
  const connu = deposes.has(id)
  let lue = await lire(base, id, connu ? DEPOSE : BROUILLON)
  if (lue && !connu && lue.dossier.depose_le !== null) {
    if (deposes.size > 50_000) deposes.clear()
    deposes.add(id)
    lue = await lire(base, id, DEPOSE)
  }
  return lue && assembler(base, lue)
}

const assembler = async (base: Lecteur, { empreinte, ...lue }: Lue): Promise<Faits> => {
  const { appel: slug, appel_version } = lue.dossier
  const appel: Appel = await lireAppel(base, slug, appel_version, empreinte)
  const traces = lue.reponses.map(({ valeurs: _, ...t }) => ({ ...t, le: new Date(t.le) }))
  return { ...VIDES, ...lue, appel, reponses: rassemblerReponses(lue.reponses), traces }
}

const lire = async (base: Lecteur, id: string, requete: string): Promise<Lue | undefined> => {
  const { rows } = await base.executeQuery<Lue>(CompiledQuery.raw(requete, [id]))
  const lue = rows[0]
  if (lue) nettoyer(lue)
  return lue
}

/** Takes out what the facts do not say: links to the dossier itself, keys of files, secrets of invitations. */
const nettoyer = (lue: Lue): void => {
  oter([lue.dossier], ['recherche'])
  oter(lue.ecoles, ['dossier_id', 'appel'])
  for (const [nom, table] of TABLES) if (nom in lue) oter(lue[nom], ['dossier_id', ...(SANS[table] ?? [])])
}

const oter = (lignes: readonly object[], colonnes: string[]): void => {
  for (const l of lignes) for (const c of colonnes) Reflect.deleteProperty(l, c)
}
