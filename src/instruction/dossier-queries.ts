import { sql } from 'kysely'
import type { Qualite } from '../domaine/droits.ts'
import { filsLisibles, type GroupeFil } from '../domaine/fils.ts'
import type { Reponses } from '../domaine/formulaire/reponses.ts'
import type { Lecteur } from '../registre/lire.ts'

export type Visite = { precedente: Date | null; presents: string[] }

/** Marks this visit, and answers the one before it and who else has the dossier open (seen in the last ten minutes). */
export const marquerVisite = async (
  base: Lecteur,
  v: { dossier: string; personne: string | null; le: Date },
): Promise<Visite> => {
  if (!v.personne) return { precedente: null, presents: [] }
  // A visit is new after half an hour: reading one dossier for a while does not make its news vanish.
  const { rows } = await sql<{ precedente: Date | null }>`
    insert into visite (dossier_id, personne_id, vue_le) values (${v.dossier}, ${v.personne}, ${v.le})
    on conflict (dossier_id, personne_id) do update set
      precedente_le = case when excluded.vue_le - visite.vue_le > interval '30 minutes' then visite.vue_le else visite.precedente_le end,
      vue_le = excluded.vue_le
    returning precedente_le as precedente`.execute(base)
  const { rows: presents } = await sql<{ nom: string }>`
    select p.nom from visite v join personne p on p.id = v.personne_id
    where v.dossier_id = ${v.dossier} and v.personne_id <> ${v.personne} and v.vue_le > ${v.le}::timestamptz - interval '10 minutes' order by p.nom`.execute(
    base,
  )
  return { precedente: rows[0]?.precedente ?? null, presents: presents.map((p) => p.nom) }
}

export type AidePassee = {
  vague: string
  annee: number | null
  organisme: string
  ecole: string
  montant: number | null
  objet: string
}

/** Past grants of the same applicant and schools, imported from earlier waves. */
export const lireAidesPassees = async (base: Lecteur, siren: string, uais: string[]): Promise<AidePassee[]> =>
  (
    await sql<AidePassee>`
      select vague, annee, organisme, ecole, montant, objet from beneficiaire
      where siren = ${siren} or uai = any(${uais}) order by annee desc nulls last, vague, ecole limit 100`.execute(base)
  ).rows

export type VersionDeposee = { numero: number; le: Date; empreinte: string; reponses: Reponses }

/** The filed versions with their answers, the latest first. */
export const lireVersions = async (base: Lecteur, dossier: string): Promise<VersionDeposee[]> =>
  (
    await sql<VersionDeposee>`
      select numero, cree_le as le, empreinte, contenu->'reponses' as reponses from depot where dossier_id = ${dossier} order by numero desc`.execute(
      base,
    )
  ).rows

export type LettreEnvoyee = {
  id: string
  a: string[]
  objet: string
  le: Date
  etat: string
  raison: string | null
  acte: string | null
}

/** Every letter about a dossier as it was sent, with its state. */
export const lireLettres = async (base: Lecteur, dossier: string): Promise<LettreEnvoyee[]> =>
  (
    await sql<LettreEnvoyee>`
      select id, a, objet, cree_le as le, etat, raison, acte from courriel where dossier_id = ${dossier} and modele <> 'recapitulatif' order by cree_le desc, id limit 200`.execute(
      base,
    )
  ).rows

/** The letters that the last act of a kind made leave, for its confirmation. */
export const lireEnvois = async (base: Lecteur, dossier: string, acte: string): Promise<string[]> =>
  (
    await sql<{ a: string }>`
      select distinct unnest(a) as a from courriel where dossier_id = ${dossier} and acte = ${acte}
        and cree_le = (select max(cree_le) from courriel where dossier_id = ${dossier} and acte = ${acte}) order by 1`.execute(
      base,
    )
  ).rows.map((r) => r.a)

export type DocumentListe = { id: string; genre: string; nom: string; etat: string; le: Date }

export const lireDocuments = async (base: Lecteur, dossier: string): Promise<DocumentListe[]> =>
  (
    await sql<DocumentListe>`
      select id, genre, nom, etat, cree_le as le from document where dossier_id = ${dossier} order by cree_le desc, id`.execute(
      base,
    )
  ).rows

export type MessageLu = {
  id: string
  fil: string
  objet: string
  interne: boolean
  groupe: GroupeFil
  par: string
  qualite: string
  texte: string
  le: Date
  pieces: { id: string; nom: string }[]
}

/** The threads of a dossier that these capacities read, the last first, the oldest message of each first. */
export const lireMessages = async (base: Lecteur, dossier: string, qualites: Qualite[]): Promise<MessageLu[]> => {
  const { internes, groupes } = filsLisibles(qualites)
  return (
    await sql<MessageLu>`
      select m.id, f.id as fil, f.objet, f.interne, f.groupe, m.par, m.qualite, m.texte, m.cree_le as le, m.pieces
      from message m join fil f on f.id = m.fil_id where m.dossier_id = ${dossier} and (${internes} or (not f.interne and f.groupe = any(${groupes})))
      order by f.cree_le desc, f.id, m.cree_le, m.id`.execute(base)
  ).rows
}
