import type { z } from 'zod'
import type { Appel } from './appel/schema.ts'
import type { SourceCritere } from './appel/schema-instruction.ts'
import type { ModeleConvention, ModeleEnVigueur, ModeleWord } from './convention/modele.ts'
import type { Etat } from './etats.ts'
import type { Acteur, EcoleDuDossier, Faits, Organisme } from './faits.ts'
import type { Refus } from './refus.ts'
import type { Role } from './roles.ts'

/** What an act bears on beside the dossier; `sur` then holds a UAI or an id found among the facts. */
export type Objet =
  | 'ecole'
  | 'devis'
  | 'commande'
  | 'versement'
  | 'avenant'
  | 'recours'
  | 'procedure'
  | 'avis'
  | 'invitation'
  | 'action'
  | 'convention'

/** Tables that the door may write. `dossier` and `projet_ecole` always exist; the others receive new rows. */
export type Table =
  | 'dossier'
  | 'projet_ecole'
  | 'depot'
  | 'invitation'
  | 'avis'
  | 'complement'
  | 'examen'
  | 'note'
  | 'deport'
  | 'devis'
  | 'vote'
  | 'convention'
  | 'deliberation'
  | 'signature'
  | 'engagement'
  | 'avenant'
  | 'commande'
  | 'reception'
  | 'versement'
  | 'facture'
  | 'recours'
  | 'procedure_suivie'
  | 'action'
  | 'prolongation'
  | 'seance'
  | 'seance_dossier'
  | 'reponse'
  | 'piece'
  | 'organisme'
  | 'habilitation'
  | 'rattachement'
  | 'modele_convention'

export type Valeurs = Record<string, unknown>

/** One write, as data. `creer` inserts, `mettre` updates the rows that `ou` names, `supprimer` deletes them.
 * In a dossier's act `dossier_id` is added by the door; `contenu` of an update is merged. */
export type Changement =
  | { dans: Table; creer: Valeurs }
  | { dans: Table; ou: Valeurs; mettre: Valeurs }
  | { dans: Table; ou: Valeurs; supprimer: true }

export type Effet = {
  /** The state that the dossier (or session) takes. */
  vers?: Etat
  changements: Changement[]
  /** Told back to the caller and to `suites.ts`. */
  resultat?: Record<string, unknown>
}

/** Facts from outside the dossier that some rules need; the door loads only what an act declares in `besoins`. */
export type Autour = {
  /** A school of the directory by UAI, and the live dossier of the call in which it already stands. */
  ecoleAnnuaire: {
    uai: string
    nom: string
    type: string
    secteur: string
    contrat: string
    etat: string
    commune: string
    communeNom: string
    epci: string | null
    courriel: string | null
    dejaDans: string | null
  } | null
  /** INSEE codes of the applicant's territory (its commune, or its member communes). */
  territoire: string[]
  /** What is left of the envelope of the call, cents: total − amounts proposed or voted. */
  enveloppe: { total: number; engage: number; parVolet: Record<string, number> }
  /** For each invoice of the input: the other claims in which the same invoice or the same file already stands. */
  facturesAilleurs: {
    siret: string
    numero: string
    sha256: string | null
    dossier: string
    dossierNumero: string
    total: number
    reclame: number
    versement: string
    date: string
    ht: number
    etat: string
  }[]
  /** Agents of the call by e-mail. */
  agent: { id: string; nom: string; courriel: string } | null
  /** The organisation that a transfer names: in the directory? already holding dossiers? */
  repreneur: { organisme: Organisme; connu: boolean } | null
  /** Sessions of the call. */
  seances: { id: string; genre: string; etat: string; date: string; dossiers: string[]; contenu: Valeurs }[]
  /** Waiting schools of the call in rank order. */
  listeAttente: { dossier: string; uai: string; rang: number | null; publiee: boolean }[]
  /** Bank details known from earlier claims of the organisation. */
  ibansConnus: string[]
  /** The school projects of the dossier as they really stand, unpublished decisions included: to write with, never to tell. */
  projets: ProjetReel[]
  /** Highest amount that the acting person may approve alone, cents; null: no limit. */
  seuil: number | null
  /** Those who approve payments of the call. */
  valideurs: { id: string; nom: string; courriel: string; seuil: number | null }[]
  /** The session that the input names, locked against its closing; `ordre`: the first free place on its agenda. */
  seance: {
    id: string
    appel: string
    genre: string
    etat: string
    dansOrdreDuJour: boolean
    ordre: number
  } | null
  /** Official data about the school that the act bears on, by source of a computed criterion, with where each comes from. */
  donneesEcole: Partial<Record<SourceCritere, DonneeOfficielle>>
  /** Filed dossiers of the call among those that the input names. */
  dossiersNommes: string[]
  /** The stored paper of a session that the input names. */
  pieceDeSeance: { seance: string; type: string; sha256: string } | null
  /** Scored school projects of the call in the order of the ranking. */
  classement: { dossier: string; uai: string; rang: number | null }[]
  /** The model of the call's agreements in force (number 0: the house's text). */
  modele: ModeleEnVigueur
  /** The version of that model that the input names. */
  versionModele: ModeleConvention | null
  /** The Word template of the call that the input names, already checked. */
  modeleWord: ModeleWord | null
}

/** A school project with what the commission decided about it. */
export type ProjetReel = Pick<
  EcoleDuDossier,
  'uai' | 'etat' | 'decision' | 'seance_id' | 'rang' | 'motif' | 'score' | 'montant_propose' | 'contenu'
>

/** A datum about a school, and the file and date it comes from. */
export type DonneeOfficielle = { donnee: string | number | boolean; source: string; date: string | null }

/** What a rule receives: the facts, the parsed input, who, when (UTC) and a fresh id for what it creates. */
export type Cas<S = Valeurs, F = Faits> = {
  faits: F
  saisie: S
  sur: string | undefined
  acteur: Acteur
  /** The capacity in which the person acts. */
  qualite: Role
  commentaire: string | undefined
  pourLeCompteDe: PourLeCompteDe | undefined
  /** The instant at which the request was received. */
  maintenant: Date
  /** `id(0)`, `id(1)`…: fresh identifiers, the same for the same rank within one act. */
  id: (rang?: number) => string
  autour: Autour
}

export type PourLeCompteDe = { piece: string; recuLe: string; nom: string; qualite: string }

/** The facts alone: enough to know whether a button is shown and who is awaited; `qualite`, `personne`: who would act, when the
 * question is asked for somebody. */
export type Situation<F = Faits> = { faits: F; maintenant: Date; qualite?: Role; personne?: string | null }

/** The life of a session: its own states, its dossiers, the call. */
export type FaitsSeance = {
  seance: {
    id: string
    appel: string
    genre: 'technique' | 'permanente'
    etat: 'preparee' | 'ouverte' | 'close' | 'publiee'
    version: number
    date: string
    lieu: string
    publication_le: string | null
    publiee_le: string | null
    contenu: Valeurs
  }
  appel: Appel
  /** Dossiers on the agenda, in order, with their schools. */
  dossiers: {
    id: string
    numero: string
    etat: Etat
    organisme: string
    ecoles: { uai: string; nom: string; decision: string | null; seance_id: string | null }[]
  }[]
}

/** A call as its acts see it. */
export type FaitsAppel = {
  appel: Appel
  slug: string
  version: number
  calendrier: { ouverture: string; cloture: string }
}

/** An organisation (by SIREN) or a school (by UAI), as the acts about its people see it. */
export type FaitsOrganisation = {
  type: 'organisme' | 'ecole'
  code: string
  /** Grows with each act on its people. */
  version: number
  nom: string
  /** Official mailbox, when the directory or the register knows it. */
  courriel: string | null
  departements: string[]
  /** SIREN of the commune and the EPCI that may speak for a school. */
  collectivites: string[]
  /** Rights that bear on it, today's and those to come. */
  titulaires: Titulaire[]
  demandes: { id: string; personne: string; nom: string; courriel: string; role: Role; voie: string }[]
  /** Identifiers of the people whom the input names by their address. */
  personnes: Record<string, string>
}
export type Titulaire = {
  id: string
  personne: string
  nom: string
  courriel: string
  role: Role
  depuis: Date
  jusqua: Date | null
}

/** Who is awaited: one entry per role or school. `quoi` completes « On attend … : ». */
export type Attente = {
  role: Role
  /** Who may do it too, in the same school. */
  aussi?: Role
  depuis: string
  avant?: string
  ecole?: string
  quoi: string
}

export type ActeDe<F, E extends string = string> = {
  libelle: string
  /** The timeline's sentence: « a déposé le dossier ». */
  fait: string
  etape: 'candidater' | 'instruire' | 'decider' | 'accorder' | 'deployer' | 'piliers' | 'organisations'
  sur?: Objet
  /** `sur` may be left out. */
  surFacultatif?: boolean
  de: readonly E[]
  /** States it may lead to, for the diagram; absent: the state stays. */
  vers?: readonly E[]
  par: readonly Role[]
  /** The call's setting narrows `par`. */
  parSelon?: (faits: F) => readonly Role[]
  /** Wire schema of the inputs (plain: no transform). `commentaire`, `sur`, `version` are the door's. */
  saisie: z.ZodObject
  besoins?: readonly (keyof Autour)[]
  /** Can it be done now, whatever the inputs? The same function hides the button and refuses the POST. */
  possible?: (s: Situation<F>, sur?: string) => Refus | undefined
  /** What the inputs must respect. */
  garde?: (c: Cas<Valeurs, F>) => Refus | undefined
  effet: (c: Cas<Valeurs, F>) => Effet
  /** Since when (ISO) and until when this act is awaited, when it is; the sentence at the top of the page. */
  attendu?: (s: Situation<F>) => Attente[]
  /** Its roles may do it on a draft that they cannot read. */
  surBrouillon?: true
  /** Kept from porteurs and schools: examination, scores, internal work. */
  interne?: true
  /** Hidden from porteurs and schools until the session's results are published. */
  secretAvantPublication?: true
  /** Never offered as a button: it has its own page or only the API. */
  discret?: true
  source: 'G' | 'F'
}

export type Acte = ActeDe<Faits, Etat>
export type ActeSeance = ActeDe<FaitsSeance, FaitsSeance['seance']['etat']>
export type ActeAppel = ActeDe<FaitsAppel>
export type ActeOrganisation = ActeDe<FaitsOrganisation>

type Definition<Z extends z.ZodObject, F, E extends string> = Omit<ActeDe<F, E>, 'saisie' | 'garde' | 'effet'> & {
  saisie: Z
  garde?: (c: Cas<z.infer<Z>, F>) => Refus | undefined
  effet: (c: Cas<z.infer<Z>, F>) => Effet
}

// The door parses the input with `saisie` before it calls the rules: the erased type is the inferred one.
const declarer =
  <F, E extends string>() =>
  <Z extends z.ZodObject>(d: Definition<Z, F, E>): ActeDe<F, E> =>
    d as unknown as ActeDe<F, E>

/** Declares an act on a dossier; the input's type flows from its schema into the rules. */
export const acte = declarer<Faits, Etat>()
/** Declares an act on a session of the commission. */
export const acteSeance = declarer<FaitsSeance, FaitsSeance['seance']['etat']>()
/** Declares an act on a call: what creates a dossier, a session, or moves its calendar. */
export const acteAppel = declarer<FaitsAppel, string>()
/** Declares an act on an organisation or a school: who works there, in which role, from when until when. */
export const acteOrganisation = declarer<FaitsOrganisation, string>()
