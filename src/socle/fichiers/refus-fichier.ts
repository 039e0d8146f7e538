import type { Refus } from '../../domaine/refus.ts'

/** What is refused about a file. This room knows the shape of a refusal, not the rulebook that makes them. */
export const refusFichier = (statut: Refus['statut'], code: string, detail: string): Refus => ({
  refus: true,
  statut,
  code,
  detail,
})

/** « 20 Mo », « 512 ko »: decimal units, as file managers show them. */
export const enOctets = (octets: number): string =>
  octets >= 1_000_000
    ? `${(octets / 1_000_000).toLocaleString('fr-FR', { maximumFractionDigits: 1 })} Mo`
    : `${Math.max(1, Math.round(octets / 1000))} ko`

export const tropGros = (max: number): Refus =>
  refusFichier(
    413,
    'fichier_trop_gros',
    `Ce fichier dépasse ${enOctets(max)}. Réduisez-le (numérisation en 200 points par pouce, images compressées) ou partagez-le en plusieurs fichiers.`,
  )

export const vide = (): Refus =>
  refusFichier(
    422,
    'fichier_vide',
    'Ce fichier est vide. Vérifiez qu’il s’ouvre sur votre ordinateur, puis envoyez-le à nouveau.',
  )

export const interrompu = (): Refus =>
  refusFichier(422, 'envoi_interrompu', 'L’envoi du fichier s’est interrompu avant la fin. Envoyez-le à nouveau.')

export const disquePlein = (): Refus =>
  refusFichier(
    503,
    'disque_plein',
    'Le service n’a plus de place pour ranger ce fichier. Ce que vous avez saisi est conservé\u202f; réessayez plus tard ou écrivez-nous.',
  )

export const stockageIndisponible = (): Refus =>
  refusFichier(
    503,
    'stockage_indisponible',
    'Le rangement des fichiers ne répond pas pour le moment. Ce que vous avez saisi est conservé\u202f; réessayez dans quelques minutes.',
  )
