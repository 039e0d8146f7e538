import { nombre } from '../domaine/montants.ts'
import type { TonDePuce } from '../ui/puce-etat.tsx'

/** Decisions and their chips: words first, the tone only repeats them. */
export const DECISIONS: Record<string, { libelle: string; ton: TonDePuce }> = {
  retenu: { libelle: 'Retenu', ton: 'fait' },
  liste_attente: { libelle: 'Liste d’attente', ton: 'attention' },
  non_retenu: { libelle: 'Non retenu', ton: 'erreur' },
}

/** « 78,33 » from 78.33. */
export const noteEnMots = (n: number | null): string => (n === null ? '—' : nombre(n))

/** « 14 h 30 » from « 14:30 ». */
export const heureEnMots = (heure: unknown): string => {
  const [h, m] = typeof heure === 'string' ? heure.split(':') : []
  return h === undefined ? '' : `${Number(h)}\u00a0h${m && m !== '00' ? `\u00a0${m}` : ''}`
}
