import { type Kysely, sql, type Transaction } from 'kysely'
import type { Appel } from '../domaine/appel/schema.ts'
import { type Acces, accesDe, type Qualite, qualitesSur } from '../domaine/droits.ts'
import type { Acteur, Faits, LigneDossier } from '../domaine/faits.ts'
import { masquer } from '../domaine/masque.ts'
import type { Schema } from '../socle/base/schema.ts'
import { lireAppel } from './appels.ts'
import { rassemblerReponses } from './reponses.ts'

export type Lecteur = Kysely<Schema> | Transaction<Schema>

/** What a person sees of a dossier: the facts (masked and narrowed to them) and the capacities they hold on it. */
export type Vue = { faits: Faits; qualites: Qualite[] }

/** The dossier as this person may see it, or undefined: not there, or not theirs (the same 404). */
export const lireDossier = async (base: Lecteur, id: string, acteur: Acteur): Promise<Vue | undefined> => {
  const faits = await lireFaits(base, id)
  if (!faits) return undefined
  const qualites = qualitesSur(acteur, accesDe(faits))
  return qualites.length > 0 ? { faits: masquer(faits, qualites), qualites } : undefined
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
const SANS: Record<string, string> = { depot: `- 'contenu'`, piece: `- 'cle'`, invitation: `- 'jeton'` }

const sousRequete = ([nom, table, ordre]: (typeof TABLES)[number]) =>
  sql`(select coalesce(jsonb_agg(to_jsonb(t) - 'dossier_id' ${sql.raw(SANS[table] ?? '')} order by ${sql.raw(ordre)}), '[]') from ${sql.table(table)} t where t.dossier_id = d.id ${sql.raw(RETIRES[table] ?? '')}) as ${sql.ref(nom)}`

const ECOLES = sql`(
  select coalesce(jsonb_agg(to_jsonb(p) - 'dossier_id' - 'appel' || jsonb_build_object(
    'nom', e.nom, 'commune', e.commune, 'type', e.type, 'secteur', e.secteur, 'contrat', e.contrat, 'courriel', e.courriel,
    'circonscription', e.circonscription_code, 'education_prioritaire', e.education_prioritaire, 'ulis', e.ulis,
    'eleves_annuaire', e.eleves, 'etat_annuaire', e.etat, 'seance_publiee', coalesce(s.etat = 'publiee', false)) order by p.cree_le, p.uai), '[]')
  from projet_ecole p join ecole e on e.uai = p.uai left join seance s on s.id = p.seance_id where p.dossier_id = d.id) as ecoles`

const COMMUNES = sql`
  to_jsonb(d) - 'recherche' as dossier, to_jsonb(o) as organisme,
  jsonb_build_object('ouverture', a.ouverture, 'cloture', a.cloture) as calendrier, ${ECOLES},
  (select coalesce(jsonb_agg(jsonb_build_object('ecole', r.ecole, 'section', r.section, 'valeurs', r.valeurs)), '[]') from reponse r where r.dossier_id = d.id) as reponses,
  (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'genre', s.genre, 'etat', s.etat, 'date', s.date) order by s.date), '[]')
     from seance_dossier sd join seance s on s.id = sd.seance_id where sd.dossier_id = d.id) as seances`

type Lue = Omit<Faits, 'appel' | 'reponses'> & {
  reponses: { ecole: string; section: string; valeurs: Record<string, unknown> }[]
}

/** Every fact of a dossier, unmasked, in one query (two for the row lock). For the door and the machine; pages use `lireDossier`. */
export const lireFaits = async (base: Lecteur, id: string, { verrou = false } = {}): Promise<Faits | undefined> => {
  if (!/^[0-9a-f-]{36}$/i.test(id)) return undefined
  const tete = await sql<{ depose_le: Date | null; papier: boolean }>`
    select depose_le, papier from dossier where id = ${id} ${sql.raw(verrou ? 'for update' : '')}`.execute(base)
  const premiere = tete.rows[0]
  if (!premiere) return undefined
  const lues = premiere.depose_le === null ? TABLES.slice(0, DU_BROUILLON) : TABLES
  const { rows } = await sql<Lue>`
    select ${COMMUNES}, ${sql.join(lues.map(sousRequete))}
    from dossier d join organisme o on o.siren = d.organisme join appel a on a.slug = d.appel where d.id = ${id}`.execute(
    base,
  )
  const lue = rows[0]
  if (!lue) return undefined
  const dossier: LigneDossier = lue.dossier
  const appel: Appel = await lireAppel(base, dossier.appel, dossier.appel_version)
  const vides = Object.fromEntries(TABLES.map(([nom]) => [nom, []]))
  return { ...vides, ...lue, appel, reponses: rassemblerReponses(lue.reponses) }
}

/** The capacities of a person on a dossier from its head alone: cheap, for files and small pages. */
export const lireAcces = async (base: Lecteur, id: string): Promise<Acces | undefined> => {
  const faits = await lireFaits(base, id)
  return faits ? accesDe(faits) : undefined
}
