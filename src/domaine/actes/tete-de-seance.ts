import type { Changement, FaitsSeance } from '../acte.ts'

/** Who prepares a session. */
export const PREPARENT = ['president_commission', 'instructeur', 'secretaire_assemblee'] as const

/** Writes on the session itself; its `contenu` is merged, not replaced. */
export const mettreSeance = (f: FaitsSeance, valeurs: Record<string, unknown>): Changement => ({
  dans: 'seance',
  ou: { id: f.seance.id },
  mettre: valeurs,
})

/** Addresses of the members called by name; empty when all are. */
export const membresDe = (f: FaitsSeance): string[] =>
  Array.isArray(f.seance.contenu.membres) ? f.seance.contenu.membres.map(String) : []
