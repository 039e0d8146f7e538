import { type RawBuilder, type SqlBool, sql } from 'kysely'

/** A working list: what is expected of the service, as a condition on `dossier d`. */
export type ListeDeTravail = {
  id: string
  libelle: string
  vide: string
  condition: (jour: string) => RawBuilder<SqlBool>
}

/** Every reading that the call asks for was given (`lecturesDe`). */
const noteComplete = sql`coalesce((p.contenu->'interne'->'notation'->>'complete')::boolean, p.score is not null)`
const avisEnAttente = sql<SqlBool>`exists (select 1 from avis a where a.dossier_id = d.id and a.etat = 'demande')`

export const LISTES: readonly ListeDeTravail[] = [
  {
    id: 'a_examiner',
    libelle: 'À examiner',
    vide: 'Tous les dossiers déposés sont examinés.',
    condition: () =>
      sql`(d.etat = 'depose' and not exists (select 1 from complement c where c.dossier_id = d.id and c.etat = 'recu'))`,
  },
  {
    id: 'complements_recus',
    libelle: 'Compléments reçus',
    vide: 'Aucun complément n’attend votre lecture.',
    condition: () =>
      sql`(d.etat = 'depose' and exists (select 1 from complement c where c.dossier_id = d.id and c.etat = 'recu'))`,
  },
  {
    id: 'a_attribuer',
    libelle: 'À attribuer',
    vide: 'Chaque dossier a son agent.',
    condition: () => sql`(d.etat in ('depose', 'a_completer') and d.agent_id is null)`,
  },
  {
    id: 'complements_attendus',
    libelle: 'Compléments attendus',
    vide: 'Aucune commune n’a de complément à envoyer.',
    condition: () => sql`d.etat = 'a_completer'`,
  },
  {
    id: 'avis_attendus',
    libelle: 'Avis attendus',
    vide: 'Aucun avis n’est attendu.',
    condition: () => sql`(d.etat in ('depose', 'conforme') and ${avisEnAttente})`,
  },
  {
    id: 'a_noter',
    libelle: 'À noter',
    vide: 'Tous les projets conformes sont notés.',
    condition: () =>
      sql`(d.etat = 'conforme' and exists (select 1 from projet_ecole p where p.dossier_id = d.id and p.etat <> 'retire' and not ${noteComplete}))`,
  },
  {
    id: 'a_decider',
    libelle: 'À décider',
    vide: 'Aucun projet noté n’attend la commission.',
    condition: () =>
      sql`(d.etat = 'conforme' and not exists (select 1 from projet_ecole p where p.dossier_id = d.id and p.etat <> 'retire' and not ${noteComplete}))`,
  },
  {
    id: 'devis',
    libelle: 'Devis à vérifier',
    vide: 'Aucun devis n’attend votre vérification.',
    condition: () => sql`(d.vivant and exists (select 1 from devis v where v.dossier_id = d.id and v.etat = 'envoye'))`,
  },
  {
    id: 'recours',
    libelle: 'Recours',
    vide: 'Aucun recours n’attend de réponse.',
    condition: () => sql`exists (select 1 from recours r where r.dossier_id = d.id and r.etat = 'depose')`,
  },
  {
    id: 'en_retard',
    libelle: 'En retard',
    vide: 'Rien n’est en retard.',
    condition: (jour) => sql`(
      (d.etat = 'a_completer' and exists (select 1 from complement c where c.dossier_id = d.id and c.etat = 'demande' and c.avant < ${jour}::date))
      or (d.etat in ('depose', 'conforme') and exists (select 1 from avis a where a.dossier_id = d.id and a.etat = 'demande' and a.avant < ${jour}::date)))`,
  },
]

/** A work list by its name in the address; undefined for any other word. */
export const listeDe = (id: string | undefined): ListeDeTravail | undefined => LISTES.find((l) => l.id === id)
