import { sql } from 'kysely'
import type { Autour, Valeurs } from '../domaine/acte.ts'
import type { Appel } from '../domaine/appel/schema.ts'
import { MODELE_INITIAL } from '../domaine/convention/modele.ts'
import type { Acteur, Organisme } from '../domaine/faits.ts'
import { lireAppelPublie } from './appels.ts'
import { lireClassement } from './classement.ts'
import { lireDonneesEcole } from './donnees-ecole.ts'
import { lireFacturesAilleurs } from './factures-ailleurs.ts'
import { estUuid } from './identifiants.ts'
import type { Lecteur } from './lire.ts'
import { lireModele, lireModeleWord, lireVersionModele } from './modele-convention.ts'
import { lireOrganisme } from './organismes.ts'
import { lireSeuil, lireValideurs } from './valideurs.ts'

export type Contexte = {
  faits: { appel: Appel; organisme?: Organisme; dossier?: { id: string; appel: string } }
  saisie: Valeurs
  acteur: Acteur
  slug?: string
  le: Date
}
type Chargeurs = { [K in keyof Autour]: (tx: Lecteur, c: Contexte) => Promise<Autour[K]> }

/** Facts from outside the dossier, loaded only when an act declares that it needs them. */
export const autourDe = async (tx: Lecteur, besoins: readonly (keyof Autour)[], c: Contexte): Promise<Autour> => {
  const autour: Autour = { ...RIEN }
  for (const besoin of besoins) Object.assign(autour, { [besoin]: await CHARGEURS[besoin](tx, c) })
  return autour
}

/** Nothing around: for acts that declare no need. */
export const RIEN: Autour = {
  ecoleAnnuaire: null,
  territoire: [],
  enveloppe: { total: 0, engage: 0, parVolet: {} },
  facturesAilleurs: [],
  agent: null,
  repreneur: null,
  seances: [],
  listeAttente: [],
  ibansConnus: [],
  projets: [],
  seuil: null,
  valideurs: [],
  seance: null,
  donneesEcole: {},
  dossiersNommes: [],
  pieceDeSeance: null,
  classement: [],
  modele: { numero: 0, contenu: MODELE_INITIAL },
  versionModele: null,
  modeleWord: null,
}

const slugDe = (c: Contexte): string => c.faits.dossier?.appel ?? c.faits.appel.slug
const idDe = (c: Contexte): string => c.faits.dossier?.id ?? '00000000-0000-0000-0000-000000000000'
const texte = (x: unknown): string => (typeof x === 'string' ? x : '')

const CHARGEURS: Chargeurs = {
  ecoleAnnuaire: async (tx, c) => {
    const uai = texte(c.saisie.nouvelUai ?? c.saisie.uai).toUpperCase()
    const { rows } = await sql<NonNullable<Autour['ecoleAnnuaire']>>`
      select e.uai, e.nom, e.type, e.secteur, e.contrat, e.etat, e.commune, k.nom as "communeNom", k.epci, e.courriel,
        (select d.numero from projet_ecole p join dossier d on d.id = p.dossier_id
          where p.uai = e.uai and p.appel = ${slugDe(c)} and p.vivant and p.dossier_id <> ${idDe(c)} limit 1) as "dejaDans"
      from ecole e join commune k on k.insee = e.commune where e.uai = ${uai}`.execute(tx)
    return rows[0] ?? null
  },
  territoire: async (tx, c) => {
    const o = c.faits.organisme
    if (!o) return []
    const { rows } = await sql<{ insee: string }>`
      select insee from epci_membre where epci = ${o.siren}
      union select insee from commune where siren = ${o.siren}`.execute(tx)
    return rows.map((r) => r.insee)
  },
  enveloppe: async (tx, c) => {
    // Two decisions in the same second: the second waits here, and reads what the first took.
    await sql`select 1 from appel where slug = ${slugDe(c)} for update`.execute(tx)
    const { rows } = await sql<{ engage: number }>`
      select coalesce(sum(case when d.montant_vote > 0 then d.montant_vote else d.montant_propose end), 0)::bigint as engage
      from dossier d where d.appel = ${slugDe(c)} and d.vivant and d.id <> ${idDe(c)}
        and d.etat not in ('brouillon', 'depose', 'a_completer')`.execute(tx)
    const { rows: ici } = await sql<{ propose: number }>`
      select coalesce(sum(montant_propose), 0)::bigint as propose from projet_ecole
      where dossier_id = ${idDe(c)} and decision = 'retenu' and etat <> 'retire' and uai <> ${texte(c.saisie.sur)}`.execute(
      tx,
    )
    // A dossier keeps the version it was filed on; the envelope is the call's as it stands.
    const publie = await lireAppelPublie(tx, slugDe(c))
    return {
      total: (publie?.appel ?? c.faits.appel).financement.enveloppe,
      engage: (rows[0]?.engage ?? 0) + (ici[0]?.propose ?? 0),
      parVolet: {},
    }
  },
  facturesAilleurs: lireFacturesAilleurs,
  repreneur: async (tx, c) => {
    const organisme = await lireOrganisme(tx, texte(c.saisie.siren), c.le)
    if (!organisme) return null
    const { departements: _, ...propre } = organisme
    const { rows } = await sql`select 1 from organisme where siren = ${organisme.siren}`.execute(tx)
    return { organisme: propre, connu: rows.length > 0 }
  },
  agent: async (tx, c) => {
    const { rows } = await sql<NonNullable<Autour['agent']>>`
      select p.id, p.nom, p.courriel from personne p join habilitation h on h.personne_id = p.id
      where p.courriel = ${texte(c.saisie.agent).toLowerCase()} and h.role in ('instructeur', 'rectorat') and h.portee = ${slugDe(c)} and h.jusqua is null limit 1`.execute(
      tx,
    )
    return rows[0] ?? null
  },
  seances: async (tx, c) => {
    const { rows } = await sql<Autour['seances'][number]>`
      select s.id, s.genre, s.etat, s.date::text as date, s.contenu,
        array(select dossier_id::text from seance_dossier where seance_id = s.id) as dossiers
      from seance s where s.appel = ${slugDe(c)}`.execute(tx)
    return rows
  },
  listeAttente: async (tx, c) => {
    const { rows } = await sql<Autour['listeAttente'][number]>`
      select p.dossier_id as dossier, p.uai, p.rang, coalesce(s.etat = 'publiee', false) as publiee
      from projet_ecole p left join seance s on s.id = p.seance_id
      where p.appel = ${slugDe(c)} and p.vivant and p.decision = 'liste_attente' order by p.rang nulls last, p.uai`.execute(
      tx,
    )
    return rows
  },
  ibansConnus: async (tx, c) => {
    const { rows } = await sql<{ iban: string }>`
      select distinct v.iban from versement v join dossier d on d.id = v.dossier_id
      where d.organisme = ${c.faits.organisme?.siren ?? ''} and v.iban is not null and v.etat <> 'rejetee'`.execute(tx)
    return rows.map((r) => r.iban)
  },
  projets: async (tx, c) => {
    const { rows } = await sql<Autour['projets'][number]>`
      select uai, etat, decision, seance_id, rang, motif, score::float8 as score, montant_propose, contenu from projet_ecole
      where dossier_id = ${idDe(c)} and etat <> 'retire'`.execute(tx)
    return rows
  },
  seuil: (tx, c) => lireSeuil(tx, slugDe(c), c.acteur.personne, c.le),
  valideurs: (tx, c) => lireValideurs(tx, slugDe(c), c.le),
  seance: async (tx, c) => {
    const id = texte(c.saisie.seance).toLowerCase()
    if (!estUuid(id)) return null
    await sql`select 1 from seance where id = ${id} for share`.execute(tx)
    const { rows } = await sql<NonNullable<Autour['seance']>>`
      select s.id, s.appel, s.genre, s.etat,
        exists (select 1 from seance_dossier x where x.seance_id = s.id and x.dossier_id = ${idDe(c)}) as "dansOrdreDuJour",
        coalesce((select max(x.ordre) + 1 from seance_dossier x where x.seance_id = s.id), 0)::int as ordre
      from seance s where s.id = ${id}`.execute(tx)
    return rows[0] ?? null
  },
  donneesEcole: (tx, c) => lireDonneesEcole(tx, texte(c.saisie.sur).toUpperCase(), c.faits.dossier?.id),
  dossiersNommes: async (tx, c) => {
    const ids = [c.saisie.dossiers, c.saisie.ajouter].flatMap((l) => (Array.isArray(l) ? l.map(texte) : []))
    const { rows } = await sql<{ id: string }>`
      select id from dossier where id::text = any(${ids}) and appel = ${slugDe(c)} and depose_le is not null`.execute(
      tx,
    )
    return rows.map((r) => r.id)
  },
  pieceDeSeance: async (tx, c) => {
    const { rows } = await sql<NonNullable<Autour['pieceDeSeance']>>`
      select seance_id as seance, type, sha256 from document
      where id::text = ${texte(c.saisie.piece).toLowerCase()} and seance_id is not null and genre = 'piece_de_seance'`.execute(
      tx,
    )
    return rows[0] ?? null
  },
  classement: async (tx, c) =>
    (await lireClassement(tx, c.faits.appel)).projets.map((p) => ({ dossier: p.dossier, uai: p.uai, rang: p.rang })),
  modele: (tx, c) => lireModele(tx, slugDe(c)),
  versionModele: (tx, c) => lireVersionModele(tx, slugDe(c), Number(c.saisie.numero)),
  modeleWord: (tx, c) => lireModeleWord(tx, slugDe(c), texte(c.saisie.fichier).toLowerCase()),
}
