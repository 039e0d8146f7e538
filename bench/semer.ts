import { sql } from 'kysely'
import { lettreUai } from '../src/domaine/identifiants/uai.ts'
import { nouveauSecret } from '../src/registre/acteurs.ts'
import { empreinteDe } from '../src/registre/journal.ts'
import type { Lecteur } from '../src/registre/lire.ts'

/** Copies one complete draft `n` times by direct load, each for its own invented organisation and schools. Answers their ids. */
export const copierBrouillons = async (base: Lecteur, modele: string, n: number): Promise<string[]> => {
  await sql`create table if not exists banc (n int primary key, id uuid not null default gen_random_uuid(), siren text not null)`.execute(
    base,
  )
  await sql`truncate banc`.execute(base)
  await sql`insert into banc (n, siren) select g, (600000000 + g)::text from generate_series(1, ${n}) g`.execute(base)
  await sql`
    insert into organisme (siren, nom, type, insee, departement, type_liaison, population, cree_le)
    select b.siren, 'Commune de banc ' || b.n, 'commune', o.insee, o.departement, o.type_liaison, o.population, o.cree_le
    from banc b, dossier d join organisme o on o.siren = d.organisme where d.id = ${modele}`.execute(base)
  await sql`
    insert into dossier (id, numero, appel, appel_version, organisme, etat, etat_depuis, cree_le, version, classes, eleves, montant_depense, montant_demande, montant_calcule, par_volet, recherche, journal_rang, journal_empreinte)
    select b.id, 'BANC-' || b.n, d.appel, d.appel_version, b.siren, d.etat, d.etat_depuis, d.cree_le, d.version, d.classes, d.eleves, d.montant_depense, d.montant_demande, d.montant_calcule, d.par_volet,
      d.recherche || ' ' || b.n, 0, repeat('0', 64) from banc b, dossier d where d.id = ${modele}`.execute(base)
  const { rows: ecoles } = await sql<{
    uai: string
  }>`select uai from projet_ecole where dossier_id = ${modele} order by uai`.execute(base)
  for (const [k, { uai }] of ecoles.entries()) await copierEcole(base, { modele, uai, k, n, parDossier: ecoles.length })
  await sql`
    insert into reponse (dossier_id, ecole, section, valeurs, revision, modifie_le, modifie_par, modifie_nom)
    select b.id, '', r.section, r.valeurs, 1, r.modifie_le, r.modifie_par, r.modifie_nom from banc b, reponse r where r.dossier_id = ${modele} and r.ecole = ''`.execute(
    base,
  )
  const ids = (await sql<{ id: string }>`select id from banc order by n`.execute(base)).rows.map((r) => r.id)
  await ouvrirChaines(base, ids)
  await sql`analyze`.execute(base)
  return ids
}

/** The first row of each draft's journal, so that every chain can be verified. */
const ouvrirChaines = async (base: Lecteur, ids: string[]): Promise<void> => {
  const le = new Date('2025-01-15T09:00:00Z')
  const empreintes = ids.map((dossier) => {
    const e = {
      chaine: `dossier:${dossier}`,
      rang: 1,
      precedente: '0'.repeat(64),
      acte: 'creer_brouillon',
      sur: null,
      dossier,
      seance: null,
      le,
      personne: null,
      par: 'Banc',
      qualite: 'signataire',
      saisie: {},
      etatAvant: null,
      etatApres: 'brouillon',
    }
    return empreinteDe(e)
  })
  await sql`
    insert into journal (chaine, rang, acte, dossier_id, le, par, qualite, saisie, etat_apres, precedente, empreinte)
    select 'dossier:' || i, 1, 'creer_brouillon', i, ${le}, 'Banc', 'signataire', '{}', 'brouillon', repeat('0', 64), e
    from unnest(${ids}::uuid[], ${empreintes}::text[]) t(i, e)`.execute(base)
  await sql`update dossier set journal_rang = 1, journal_empreinte = j.empreinte from journal j where j.dossier_id = dossier.id and j.rang = 1 and dossier.id in (select id from banc)`.execute(
    base,
  )
}

const copierEcole = async (
  base: Lecteur,
  o: { modele: string; uai: string; k: number; n: number; parDossier: number },
): Promise<void> => {
  const uais = Array.from({ length: o.n }, (_, i) => {
    const numero = String(1_000_000 + i * o.parDossier + o.k)
    return numero + lettreUai(numero)
  })
  await sql`alter table banc drop column if exists uai`.execute(base)
  await sql`alter table banc add column uai text`.execute(base)
  await sql`update banc set uai = u.uai from unnest(${uais}::text[]) with ordinality u(uai, n) where u.n = banc.n`.execute(
    base,
  )
  await sql`
    insert into ecole (uai, nom, commune, departement, type, secteur, contrat, courriel, circonscription_code, eleves, etat, recherche, maj_le)
    select b.uai, e.nom || ' ' || b.n, e.commune, e.departement, e.type, e.secteur, e.contrat, 'ce.' || lower(b.uai) || '@exemple.fr', e.circonscription_code, e.eleves, e.etat, e.recherche, e.maj_le
    from banc b, ecole e where e.uai = ${o.uai}`.execute(base)
  await sql`
    insert into projet_ecole (dossier_id, uai, appel, etat, valide_le, valide_par, classes, classes_concernees, eleves, montant_demande, montant_calcule, par_volet, cree_le)
    select b.id, b.uai, p.appel, 'valide_par_ecole', p.cree_le, 'Banc', p.classes, p.classes_concernees, p.eleves, p.montant_demande, p.montant_calcule, p.par_volet, p.cree_le
    from banc b, projet_ecole p where p.dossier_id = ${o.modele} and p.uai = ${o.uai}`.execute(base)
  await sql`
    insert into reponse (dossier_id, ecole, section, valeurs, revision, modifie_le, modifie_par, modifie_nom)
    select b.id, b.uai, r.section, r.valeurs, 1, r.modifie_le, r.modifie_par, r.modifie_nom from banc b, reponse r where r.dossier_id = ${o.modele} and r.ecole = ${o.uai}`.execute(
    base,
  )
  await sql`
    insert into piece (id, dossier_id, organisme, nature, ecole, nom, type, octets, sha256, cle, antivirus, deposee_par, cree_le)
    select gen_random_uuid(), b.id, b.siren, p.nature, b.uai, p.nom, p.type, p.octets, p.sha256, p.cle, p.antivirus, p.deposee_par, p.cree_le
    from banc b, piece p where p.dossier_id = ${o.modele} and p.ecole = ${o.uai}`.execute(base)
}

/** A signatory with an API token for each copied draft, in the order of `copierBrouillons`. */
export const donnerJetons = async (base: Lecteur, maintenant: Date): Promise<string[]> => {
  await inscrireSignataires(base, maintenant)
  const { rows } = await sql<{ personne: string }>`select personne from banc order by n`.execute(base)
  const secrets = rows.map(() => nouveauSecret())
  await sql`
    insert into jeton_api (empreinte, personne_id, cree_le) select e, p, ${maintenant}
    from unnest(${secrets.map((s) => s.empreinte)}::text[], ${rows.map((r) => r.personne)}::uuid[]) t(e, p)`.execute(
    base,
  )
  return secrets.map((s) => s.secret)
}

/** One signatory for each copied draft (`banc.personne`). */
export const inscrireSignataires = async (base: Lecteur, maintenant: Date): Promise<void> => {
  await sql`alter table banc add column personne uuid not null default gen_random_uuid()`.execute(base)
  await sql`
    insert into personne (id, courriel, nom, cree_le) select personne, 'maire' || n || '@banc.exemple.fr', 'Maire ' || n, ${maintenant} from banc`.execute(
    base,
  )
  await sql`
    insert into habilitation (id, personne_id, role, portee, depuis, origine)
    select gen_random_uuid(), personne, 'signataire', siren, ${maintenant}, 'commande' from banc`.execute(base)
  await sql`analyze`.execute(base)
}
