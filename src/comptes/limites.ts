import type { Limite } from '../socle/limites.ts'
import { reseauDe } from '../socle/limites.ts'

// An office shares one outgoing address: the limits by network are wide, those by mailbox are narrow.
const QUART_D_HEURE = 15

/** Asking for a link: letters to one mailbox, and from one network. */
export const limitesDemande = (courriel: string, ip: string): Limite[] => [
  { porte: 'connexion', cle: courriel, max: 5, minutes: QUART_D_HEURE },
  { porte: 'connexion-ip', cle: reseauDe(ip), max: 100, minutes: QUART_D_HEURE },
]

/** Changing one's address: letters that one person makes leave to addresses that are nobody's yet. */
export const limitesAdresse = (personne: string, courriel: string, ip: string): Limite[] => [
  { porte: 'adresse', cle: personne, max: 10, minutes: 1440 },
  ...limitesDemande(courriel, ip),
]

/** Typing a code: one chance in 100,000 per mailbox and hour. */
export const limitesCode = (courriel: string, ip: string): Limite[] => [
  { porte: 'code', cle: courriel, max: 10, minutes: 60 },
  { porte: 'code-ip', cle: reseauDe(ip), max: 100, minutes: QUART_D_HEURE },
]

/** Following a link that holds a secret (sign-in, invitation), by network. */
export const limitesLien = (porte: 'lien' | 'invitation', ip: string): Limite[] => [
  { porte, cle: reseauDe(ip), max: 200, minutes: QUART_D_HEURE },
]

/** One-click sign-in of the demonstration, by network. */
export const limitesDemo = (ip: string): Limite[] => [{ porte: 'demo', cle: reseauDe(ip), max: 3000, minutes: 1 }]

/** Asking to join: letters that one person sends, and letters that one organisation receives. */
export const limitesDemandeAcces = (personne: string, code: string): Limite[] => [
  { porte: 'rattachement', cle: personne, max: 10, minutes: 1440 },
  { porte: 'rattachement-organisme', cle: code, max: 10, minutes: 1440 },
]
