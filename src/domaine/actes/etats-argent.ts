import type { Etat } from '../etats.ts'
import { ecolesVivantes, type Faits, type Piece } from '../faits.ts'
import { reponse } from '../formulaire/reponses.ts'
import { dateEnLettres } from '../francais.ts'
import { type Refus, saisieInvalide } from '../refus.ts'

/** States in which quotes may be sent: from the draft on, the guide advises to send them before the call closes. */
export const AVEC_DEVIS: Etat[] = [
  'brouillon',
  'depose',
  'a_completer',
  'conforme',
  'liste_attente',
  'retenu',
  'accorde',
  'convention_envoyee',
  'convention_signee',
  'convention_executee',
  'notifie',
]
export const DEPUIS_DEPOT = AVEC_DEVIS.slice(1)
export const DEPUIS_VOTE: Etat[] = [
  'accorde',
  'convention_envoyee',
  'convention_signee',
  'convention_executee',
  'notifie',
]

/** 422 for each named file that is not in the dossier. */
export const piecesAbsentes = (
  f: Faits,
  noms: readonly (readonly [chemin: string, id: string | undefined])[],
): Refus | undefined => {
  const erreurs = noms
    .filter(([, id]) => id !== undefined && !pieceDe(f, id))
    .map(([chemin]) => ({ chemin, message: 'Cette pièce n’est pas dans le dossier : envoyez-la d’abord.' }))
  return erreurs.length > 0 ? saisieInvalide(erreurs) : undefined
}

export const pieceDe = (f: Faits, id: string | undefined): Piece | undefined =>
  f.pieces.find((p) => p.id === id?.toLowerCase())

/** Schools that said they have no ENT. */
export const sansEnt = (f: Faits, uai: string): boolean =>
  reponse(f.reponses, 'presentation', 'ent_existant', uai) === false

export const ecoleVivante = (f: Faits, uai: string) => ecolesVivantes(f).find((e) => e.uai === uai.toUpperCase())

/** « 15 mars 2025 ». */
export const jourDit = (jour: string): string => dateEnLettres(jour.slice(0, 10))
