import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import { from as copier } from 'pg-copy-streams'
import { lettreUai } from '../src/domaine/identifiants/uai.ts'
import { canonique, empreinteDe } from '../src/registre/journal.ts'
import type { MaisonDeBanc } from './maison.ts'

const ACTES = [
  'creer_brouillon',
  'inscrire_ecole',
  'inscrire_ecole',
  'inscrire_ecole',
  'modifier_reponses',
  'valider_projet_ecole',
  'valider_projet_ecole',
  'valider_projet_ecole',
  'deposer',
  'attribuer',
]
const DEBUT = Date.parse('2025-01-15T10:00:00Z')
const DECIDES = ['conforme', 'conforme', 'conforme', 'retenu', 'accorde', 'notifie']
const id = (n: number): string => `01946a00-0000-7000-8000-${n.toString(16).padStart(12, '0')}`

/** `n` filed dossiers of three schools each, ten journal rows each in valid chains, by direct load from one model. About one in
 * thirty has been scored or decided; only one in a hundred has its full answers. */
export const semerCentMille = async (m: MaisonDeBanc, modele: string, n: number): Promise<void> => {
  const { base } = m.porte
  await sql`create table banc (n int primary key, id uuid not null, siren text not null, insee text not null, lieu text not null, etat text not null, empreinte text not null)`.execute(
    base,
  )
  await sql`create table banc_ecole (n int not null, k int not null, uai text primary key)`.execute(base)
  const { rows: communes } = await sql<{
    insee: string
    nom: string
  }>`select insee, nom from commune where departement = '38' order by insee`.execute(base)
  const lieu = (i: number) => communes[i % communes.length] ?? { insee: '38563', nom: 'Voiron' }
  const heads: string[] = []
  // The journal comes first, since each dossier keeps the head of its chain.
  await sql`alter table journal drop constraint journal_dossier_id_fkey`.execute(base)
  await charger(
    m,
    'journal (chaine, rang, acte, dossier_id, le, par, qualite, saisie, etat_avant, etat_apres, precedente, empreinte)',
    function* () {
      for (let i = 1; i <= n; i++) yield* chaine(i, heads)
    },
  )
  await charger(m, 'banc', function* () {
    for (let i = 1; i <= n; i++) yield [i, id(i), 600_000_000 + i, lieu(i).insee, lieu(i).nom, etat(i), heads[i] ?? '']
  })
  await charger(m, 'banc_ecole', function* () {
    for (let i = 0; i < n * 3; i++) {
      const numero = String(1_000_000 + i)
      yield [Math.floor(i / 3) + 1, i % 3, numero + lettreUai(numero)]
    }
  })
  await etendre(base, modele)
}

function* chaine(i: number, heads: string[]): Generator<(string | number)[]> {
  const dossier = id(i)
  let precedente = '0'.repeat(64)
  for (const [k, acte] of ACTES.entries()) {
    const e = {
      chaine: `dossier:${dossier}`,
      rang: k + 1,
      precedente,
      acte,
      sur: null,
      dossier,
      seance: null,
      le: new Date(DEBUT + i * 20_000 + k * 1000),
      personne: null,
      par: `Maire ${i}`,
      qualite: k === 9 ? 'instructeur' : 'signataire',
      saisie: { version: k + 1 },
      etatAvant: k === 9 ? 'depose' : 'brouillon',
      etatApres: k === 9 ? etat(i) : k === 8 ? 'depose' : 'brouillon',
    }
    precedente = empreinteDe(e)
    yield [
      e.chaine,
      e.rang,
      acte,
      dossier,
      e.le.toISOString(),
      e.par,
      e.qualite,
      canonique(e.saisie),
      e.etatAvant,
      e.etatApres,
      e.precedente,
      precedente,
    ]
  }
  heads[i] = precedente
}

// Mostly filed and waiting, some incomplete, a few refused, one in thirty scored or decided.
const etat = (i: number): string =>
  i % 30 === 0 ? (DECIDES[(i / 30) % 6] ?? '') : i % 30 <= 3 ? 'a_completer' : i % 30 <= 5 ? 'non_conforme' : 'depose'

const charger = async (m: MaisonDeBanc, table: string, lignes: () => Generator<(string | number)[]>): Promise<void> => {
  const client = await m.pool.connect()
  try {
    const texte = function* () {
      for (const l of lignes()) yield `${l.join('\t')}\n`
    }
    await pipeline(Readable.from(texte()), client.query(copier(`copy ${table} from stdin`)))
  } finally {
    client.release()
  }
}

const etendre = async (base: MaisonDeBanc['porte']['base'], modele: string): Promise<void> => {
  const pas = [
    sql`insert into personne (id, courriel, nom, cree_le) select gen_random_uuid(), 'agent' || g || '@banc.exemple.fr', 'Agent ' || g, now() from generate_series(1, 10) g`,
    sql`insert into organisme (siren, nom, type, insee, departement, type_liaison, population, cree_le)
      select b.siren, 'Commune de ' || b.lieu || ' ' || b.n, 'commune', b.insee, '38', 1, 500 + b.n % 9000, o.cree_le
      from banc b, dossier d join organisme o on o.siren = d.organisme where d.id = ${modele}`,
    sql`insert into dossier (id, numero, appel, appel_version, organisme, etat, etat_depuis, cree_le, depose_le, version, agent_id, classes, eleves, montant_depense, montant_demande,
        montant_calcule, montant_propose, montant_vote, par_volet, alertes, score, recherche, journal_rang, journal_empreinte)
      select b.id, 'BANC-' || lpad(b.n::text, 6, '0'), d.appel, d.appel_version, b.siren, b.etat, '2025-01-15 10:00Z'::timestamptz + b.n * interval '20 seconds',
        '2025-01-15 10:00Z'::timestamptz + b.n * interval '20 seconds', '2025-01-15 10:01Z'::timestamptz + b.n * interval '20 seconds', 10,
        case when b.n % 3 > 0 then (select id from personne where courriel = 'agent' || (1 + b.n % 10) || '@banc.exemple.fr') end, d.classes, d.eleves, d.montant_depense,
        d.montant_demande, 100000 + (b.n * 7919) % 5000000, 0, case when b.n % 30 = 0 and (b.n / 30) % 6 >= 4 then 1000000 else 0 end, d.par_volet,
        case when b.n % 20 = 0 then array['montant_eleve'] else '{}' end, case when b.n % 30 = 0 then 40 + b.n % 60 end,
        lower('banc ' || lpad(b.n::text, 6, '0') || ' ' || b.lieu || ' ' || b.siren || ' ecole elementaire ' || b.lieu), 10, b.empreinte
      from banc b, dossier d where d.id = ${modele}`,
    sql`insert into ecole (uai, nom, commune, departement, type, secteur, contrat, courriel, circonscription_code, circonscription_nom, eleves, etat, recherche, maj_le)
      select x.uai, 'École ' || (array['élémentaire', 'maternelle', 'primaire'])[x.k + 1] || ' ' || b.lieu || ' ' || b.n, b.insee, '038', 'primaire', 'public', 'sans_objet', 'ce.' || lower(x.uai) || '@exemple.fr',
        '0380' || lpad((b.n % 25)::text, 3, '0') || 'E', 'Circonscription ' || (b.n % 25), 120, 'ouvert', '', now() from banc_ecole x join banc b on b.n = x.n`,
    sql`insert into projet_ecole (dossier_id, uai, appel, etat, decision, valide_le, valide_par, classes, classes_concernees, eleves, montant_demande, montant_calcule, montant_propose, score, contenu, cree_le)
      select b.id, x.uai, d.appel, 'valide_par_ecole', case when d.etat in ('retenu', 'accorde', 'notifie') then 'retenu' end, d.depose_le, 'Banc', 5, 5, 120, 500000 + b.n % 1000, 300000 + b.n % 100000,
        case when d.etat in ('retenu', 'accorde', 'notifie') then 300000 else 0 end, case when b.n % 30 = 0 then 40 + (b.n + x.k) % 60 end,
        case when b.n % 30 = 0 then jsonb_build_object('interne', jsonb_build_object('notation', jsonb_build_object('exact', (40 + (b.n + x.k) % 60)::text, 'notateurs', 3, 'ecart', 5, 'notes', '{}'::jsonb))) else '{}' end, d.cree_le
      from banc_ecole x join banc b on b.n = x.n join dossier d on d.id = b.id`,
    sql`insert into reponse (dossier_id, ecole, section, valeurs, revision, modifie_le, modifie_nom)
      select b.id, '', r.section, r.valeurs, 1, r.modifie_le, r.modifie_nom from banc b, reponse r where r.dossier_id = ${modele} and r.ecole = '' and r.section = 'commune'`,
    sql`insert into reponse (dossier_id, ecole, section, valeurs, revision, modifie_le, modifie_nom)
      select b.id, x.uai, r.section, r.valeurs, 1, r.modifie_le, r.modifie_nom from banc b join banc_ecole x on x.n = b.n,
        reponse r where r.dossier_id = ${modele} and r.ecole = (select min(uai) from projet_ecole where dossier_id = ${modele}) and b.n % 100 = 0`,
    sql`insert into depot (id, dossier_id, numero, contenu, empreinte, cree_le) select gen_random_uuid(), b.id, 1, '{}', b.empreinte, now() from banc b`,
    sql`insert into complement (id, dossier_id, etat, avant, contenu, cree_le) select gen_random_uuid(), b.id, 'demande', '2025-02-01'::date + b.n % 60, '{}', now() from banc b where b.n % 30 in (1, 2, 3)`,
    sql`insert into avis (id, dossier_id, role, etat, avant, cree_le) select gen_random_uuid(), b.id, 'ien', 'demande', '2025-02-01'::date + b.n % 60, now() from banc b where b.n % 20 = 7`,
    sql`insert into vote (id, dossier_id, etat, date, montant, cree_le) select gen_random_uuid(), d.id, 'accorde', '2025-06-01', 1000000, now() from dossier d where d.montant_vote > 0`,
  ]
  for (const p of pas) await p.execute(base)
  await sql`alter table journal add constraint journal_dossier_id_fkey foreign key (dossier_id) references dossier`.execute(
    base,
  )
  await sql`vacuum analyze`.execute(base)
}
