import type { Appel } from './appel/schema.ts'
import type { Etat } from './etats.ts'
import type { Reponses } from './formulaire/reponses.ts'
import type { Role } from './roles.ts'

/** A right: a person × a role × a scope × from × until. Scope: SIREN, UAI, district code, call slug or `plateforme`. */
export type Habilitation = { role: Role; portee: string }

/** Who acts. `personne` is null only for the machine (schedules). */
export type Acteur = {
  personne: string | null
  nom: string
  courriel: string
  habilitations: Habilitation[]
}

export type Organisme = {
  siren: string
  nom: string
  type: 'commune' | 'epci' | 'syndicat' | 'ogec'
  insee: string | null
  departement: string | null
  type_liaison: number | null
  population: number | null
  contact_courriel: string | null
}

export type MontantsVolet = {
  volet: string
  source: string
  demande: number
  calcule: number
  vote: number
  liquide: number
  paye: number
}

export type LigneDossier = {
  id: string
  numero: string
  appel: string
  appel_version: number
  organisme: string
  etat: Etat
  etat_depuis: string
  version: number
  cree_le: string
  depose_le: string | null
  cloture_particuliere: string | null
  papier: boolean
  agent_id: string | null
  montant_depense: number
  montant_demande: number
  montant_calcule: number
  montant_propose: number
  montant_vote: number
  montant_liquide: number
  montant_paye: number
  par_volet: MontantsVolet[]
  alertes: string[]
  /** The best of its schools' scores, for lists. */
  score?: number | null
  contenu: ContenuDossier
  journal_rang: number
  journal_empreinte: string
}

/** Who wrote last in a section, and when. `ecole` is '' for the dossier's own sections; `revision` guards two people at once. */
export type Trace = { ecole: string; section: string; revision: number; le: Date; par: string }

/** What a dossier keeps that no list, sum or constraint needs. */
export type ContenuDossier = {
  reunion?: { date: string; participants?: string; decisions?: string }
  signataire?: { nom: string; qualite: string }
  accordDirection?: string[]
  depotSuspendu?: boolean
  /** Fixed by the instructor from conform quotes; `abandonnees`: why uncovered lines were dropped. */
  montantArrete?: { montant: number; le: string; abandonnees?: string }
  notification?: { date: string }
  /** Last day of the expense, as prolonged by an amendment. */
  prorogation?: { jusqua: string }
  demarrageAnticipe?: { date: string }
  [autre: string]: unknown
}

export type EcoleDuDossier = {
  uai: string
  nom: string
  commune: string
  type: string
  secteur: string
  contrat: string
  courriel: string | null
  circonscription: string | null
  education_prioritaire: string | null
  ulis: boolean
  eleves_annuaire: number | null
  etat_annuaire: string
  etat: 'a_rediger' | 'valide_par_ecole' | 'retire'
  decision: 'retenu' | 'liste_attente' | 'non_retenu' | null
  seance_id: string | null
  seance_publiee: boolean
  rang: number | null
  score: number | null
  motif: string | null
  valide_le: string | null
  valide_par: string | null
  classes: number
  classes_concernees: number
  eleves: number
  montant_demande: number
  montant_calcule: number
  montant_propose: number
  par_volet: MontantsVolet[]
  presentation_ent: string
  convention_ent: string
  contenu: Record<string, unknown>
}

export type Piece = {
  id: string
  nature: string
  ecole: string | null
  nom: string
  type: string
  octets: number
  sha256: string
  antivirus: string
  cree_le: string
}

/** A row of one of the small tables beside a dossier, as read in JSON: dates are ISO strings, money whole cents. */
export type Ligne = { id: string; cree_le: string; contenu: Record<string, unknown> }
export type Invitation = Ligne & {
  courriel: string
  role: Role
  uai: string | null
  etat: string
  personne_id: string | null
  par: string
}
export type Depot = Ligne & { numero: number; etat: string; empreinte: string }
export type Complement = Ligne & { etat: 'demande' | 'recu'; avant: string; recu_le: string | null }
export type Avis = Ligne & {
  ecole: string | null
  role: Role
  etat: 'demande' | 'rendu' | 'remplace'
  sens: string | null
  texte: string | null
  avant: string | null
  par: string | null
  rendu_le: string | null
}
export type Examen = { element: string; verdict: string; motif: string | null; par: string; cree_le: string }
export type Note = Ligne & { ecole: string; personne_id: string; par: string; score: number | null }
export type Deport = { personne_id: string; par: string; motif: string; cree_le: string }
export type LigneDevis = {
  ecole: string
  article?: string
  nature: string
  designation: string
  quantite: number
  prixUnitaireHt: number
  tva: number
  verdict?: string
  motif?: string
}
export type Devis = Ligne & {
  numero: string
  version: number
  etat: 'envoye' | 'conforme' | 'a_reprendre' | 'remplace'
  fournisseur_nom: string
  fournisseur_siret: string
  date: string
  validite: string
  total: number
  piece_id: string | null
  remplace: string | null
  lignes: LigneDevis[]
}
export type Vote = Ligne & {
  etat: 'inscrit' | 'accorde' | 'ajourne' | 'refuse' | 'remplace'
  date: string | null
  seance_id: string | null
  deliberation: string | null
  rapport: string | null
  montant: number | null
  par_volet: MontantsVolet[]
}
export type Convention = Ligne & { etat: 'envoyee' | 'signee' | 'executee' | 'notifiee' | 'remplacee'; numero: number }
export type Deliberation = Ligne & {
  sens: 'favorable' | 'defavorable' | 'ajournee'
  numero: string | null
  date: string
  autorise_signature: boolean
  piece_id: string | null
}
export type Signature = Ligne & {
  objet: string
  ecole: string | null
  partie: 'beneficiaire' | 'departement' | 'rectorat'
  nom: string
  qualite: string
  date: string
  piece_id: string | null
}
export type Engagement = Ligne & {
  numero: string
  annee: number
  ligne: string
  montant: number
  par_volet: MontantsVolet[]
}
export type Avenant = Ligne & { etat: 'demande' | 'instruit' | 'vote' | 'signe' | 'notifie' | 'refuse'; genre: string }
export type Commande = Ligne & {
  etat: 'passee' | 'livree_partiellement' | 'livree'
  devis_id: string | null
  date: string
  fournisseur: string
  total: number
  lignes: LigneDevis[]
}
export type Reception = Ligne & { ecole: string; date: string; tout_livre: boolean; lignes: Record<string, unknown>[] }
export type EtatVersement = 'deposee' | 'a_completer' | 'liquidee' | 'validee' | 'mandatee' | 'payee' | 'rejetee'
export type Versement = Ligne & {
  type: 'avance' | 'acompte' | 'solde'
  etat: EtatVersement
  montant: number
  par_volet: MontantsVolet[]
  iban: string | null
  calcule_par: string | null
  valide_par: string | null
  mandat: string | null
  bordereau: string | null
  mandate_le: string | null
  paye_le: string | null
  montant_paye: number | null
}
export type Facture = Ligne & {
  versement_id: string
  siret: string
  numero: string
  date: string
  ht: number
  tva: number
  mandat: string | null
  mandat_le: string | null
  piece_id: string | null
  sha256: string | null
  ecartee: boolean
}
export type Recours = Ligne & {
  etat: 'depose' | 'accueilli' | 'rejete' | 'irrecevable'
  genre: 'gracieux' | 'contentieux'
  date: string
}
export type Procedure = Ligne & {
  genre: 'caducite' | 'reversement' | 'controle' | 'demarrage_anticipe' | 'rectification'
  etat: string
  montant: number | null
}
export type Action = Ligne & {
  ecole: string
  pilier: 'formation' | 'parentalite' | 'ressources'
  etat: 'proposee' | 'planifiee' | 'tenue' | 'annulee'
  date: string | null
}
export type SeanceDuDossier = {
  id: string
  genre: 'technique' | 'permanente'
  etat: 'preparee' | 'ouverte' | 'close' | 'publiee'
  date: string
}

/** Everything that the rules may ask about one dossier, read in one query by `registre/lire.ts`. */
export type Faits = {
  dossier: LigneDossier
  appel: Appel
  /** Opening and closing of the call as prolonged, ISO instants (UTC). */
  calendrier: { ouverture: string; cloture: string }
  organisme: Organisme
  ecoles: EcoleDuDossier[]
  reponses: Reponses
  traces: Trace[]
  pieces: Piece[]
  invitations: Invitation[]
  depots: Depot[]
  complements: Complement[]
  avis: Avis[]
  examens: Examen[]
  notes: Note[]
  deports: Deport[]
  devis: Devis[]
  votes: Vote[]
  conventions: Convention[]
  deliberations: Deliberation[]
  signatures: Signature[]
  engagements: Engagement[]
  avenants: Avenant[]
  commandes: Commande[]
  receptions: Reception[]
  versements: Versement[]
  factures: Facture[]
  recours: Recours[]
  procedures: Procedure[]
  actions: Action[]
  seances: SeanceDuDossier[]
  /** The facts before they were limited to some schools: only to say truly who is awaited. */
  entiers?: Faits
}

/** The schools that take part: those that left stay among the facts. */
export const ecolesVivantes = (f: Pick<Faits, 'ecoles'>) => f.ecoles.filter((e) => e.etat !== 'retire')

/** The instant after which nothing more is received: the dossier's own extension or the call's. */
export const clotureDe = (f: Pick<Faits, 'dossier' | 'calendrier'>): Date => {
  const propre = f.dossier.cloture_particuliere
  const cloture = new Date(f.calendrier.cloture)
  return propre && new Date(propre) > cloture ? new Date(propre) : cloture
}

/** Is the call open for this dossier at this instant (UTC)? */
export const appelOuvert = (f: Pick<Faits, 'dossier' | 'calendrier'>, maintenant: Date): boolean =>
  maintenant >= new Date(f.calendrier.ouverture) && maintenant < clotureDe(f)

/** Are the commission's decisions on this dossier published? Before, porteurs see nothing of them. */
export const resultatsPublies = (f: Pick<Faits, 'ecoles'>): boolean =>
  f.ecoles.every((e) => e.decision === null || e.seance_publiee)

const DE_COMMISSION: readonly Etat[] = ['conforme', 'retenu', 'liste_attente', 'non_retenu']

/** The state that the commission's decisions give a dossier: kept as soon as one school is, waiting or refused only when every
 * school is decided; `conforme` until then. */
export const etatDeCommission = (
  ecoles: Pick<EcoleDuDossier, 'etat' | 'decision'>[],
): 'conforme' | 'retenu' | 'liste_attente' | 'non_retenu' => {
  const decisions = ecoles.filter((e) => e.etat !== 'retire').map((e) => e.decision)
  if (decisions.includes('retenu')) return 'retenu'
  if (decisions.length === 0 || decisions.includes(null)) return 'conforme'
  return decisions.includes('liste_attente') ? 'liste_attente' : 'non_retenu'
}

/** The state as those outside the commission know it: unpublished decisions do not count. */
export const etatPublic = (f: Pick<Faits, 'ecoles' | 'dossier'>): Etat =>
  DE_COMMISSION.includes(f.dossier.etat) && !resultatsPublies(f)
    ? etatDeCommission(f.ecoles.map((e) => (e.seance_publiee ? e : { ...e, decision: null })))
    : f.dossier.etat
