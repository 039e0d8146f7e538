import { z } from 'zod'
import type { Acte } from '../domaine/acte.ts'

export type Schema = {
  type?: string
  format?: string
  enum?: string[]
  const?: unknown
  maxLength?: number
  anyOf?: Schema[]
  items?: Schema
  properties?: Record<string, Schema>
}
export type Corps = Record<string, string | string[] | undefined>

export const LIBELLES: Record<string, string> = {
  agent: 'Adresse de l’agent',
  motif: 'Motif',
  motifs: 'Raisons',
  avant: 'Réponse attendue avant le',
  question: 'Question posée',
  date: 'Date',
  sens: 'Sens',
  texte: 'Texte',
  genre: 'Genre',
  reference: 'Référence',
  explication: 'Explication',
  jusqua: 'Nouvelle date limite',
  correction: 'Ce qu’il faut lire',
  acte: 'Acte à rectifier',
  siren: 'SIREN',
  arrete: 'Arrêté',
  iban: 'IBAN',
  changement: 'Ce qui change',
  nouvelUai: 'Nouvel UAI',
  equipements: 'Où vont les équipements',
  numero: 'Numéro',
  deliberation: 'Numéro de la délibération',
  montant: 'Montant',
  rapport: 'Numéro du rapport',
  transmiseLe: 'Transmise à la préfecture le',
  publieeLe: 'Publiée le',
  seance: 'Séance',
  piece: 'Pièce du dossier',
  delegation: 'Délégation',
  accordDepartement: 'Le Département est d’accord',
  accordRectorat: 'Le Rectorat est d’accord',
  mandat: 'Numéro de mandat',
  bordereau: 'Numéro de bordereau',
  courriel: 'Adresse électronique',
  role: 'Rôle',
  uai: 'UAI de l’école',
  reserves: 'Réserves',
  autoriseSignature: 'Elle autorise la signature',
  toutLivre: 'Tout est livré',
  siret: 'Numéro SIRET du fournisseur',
  reception: 'Livraison',
  annee: 'Année',
  ligne: 'Ligne budgétaire',
  theme: 'Thème',
  lieu: 'Lieu',
}
export const VALEURS: Record<string, string> = {
  favorable: 'Favorable',
  vu: 'Vu, rien à signaler',
  probleme: 'Un problème est à signaler',
  a_revoir: 'Des points à revoir',
  defavorable: 'Défavorable',
  accueilli: 'Accueilli',
  rejete: 'Rejeté',
  irrecevable: 'Irrecevable',
  gracieux: 'Recours gracieux',
  contentieux: 'Recours contentieux',
  force_majeure: 'Force majeure',
  panne_plateforme: 'Panne de la plateforme',
  autre: 'Autre',
  retiree: 'École retirée',
  fermee: 'École fermée',
  fusionnee: 'École fusionnée',
  nouvel_uai: 'Nouvel UAI',
  ajournee: 'Ajournée',
  demander_complements: 'Demande de complément',
  declarer_conforme: 'Dossier conforme',
  declarer_non_conforme: 'Dossier non conforme',
  classer_sans_suite: 'Classement sans suite',
  desister: 'Retrait de la candidature',
}

export const proprietes = (acte: Acte): [string, Schema][] =>
  // The wire schemas are plain: their JSON Schema is an object of properties.
  Object.entries((z.toJSONSchema(acte.saisie, { io: 'input', unrepresentable: 'any' }) as Schema).properties ?? {})

export const obligatoires = (acte: Acte): Set<string> =>
  new Set(
    (z.toJSONSchema(acte.saisie, { io: 'input', unrepresentable: 'any' }) as { required?: string[] }).required ?? [],
  ) // as above

/** Can this act's form be made from its schema alone (lists of objects cannot)? */
export const formulairePossible = (acte: Acte): boolean =>
  proprietes(acte).every(([nom, s]) => !obligatoires(acte).has(nom) || genreDe(nom, s) !== 'impossible')

export const genreDe = (
  nom: string,
  s: Schema,
):
  | 'choix'
  | 'date'
  | 'case'
  | 'montant'
  | 'entier'
  | 'lignes'
  | 'personne'
  | 'piece'
  | 'long'
  | 'texte'
  | 'impossible' => {
  if (nom === 'piece') return 'piece'
  if (s.enum) return 'choix'
  if (s.anyOf) return s.anyOf.some((x) => x.type === 'string') ? 'long' : 'impossible'
  if (s.type === 'boolean' || s.const === true) return 'case'
  if (s.type === 'string') return s.format === 'date' ? 'date' : (s.maxLength ?? 0) > 300 ? 'long' : 'texte'
  if (s.type === 'integer' || s.type === 'number') return /montant|total|ht|tva/.test(nom) ? 'montant' : 'entier'
  if (s.type === 'array' && s.items?.type === 'string') return 'lignes'
  if (s.type === 'object' && s.properties && 'nom' in s.properties && 'qualite' in s.properties) return 'personne'
  return 'impossible'
}

/** One value of a posted field. */
export const valeurSeule = (x: string | string[] | undefined): string | undefined =>
  typeof x === 'string' ? x : x?.[0]
