import type { TonDePuce } from '../ui/puce-etat.tsx'

/** States of a session, decisions and their chips: words first, the tone only repeats them. */
export const ETATS_DE_SEANCE = {
  preparee: { libelle: 'Préparée', ton: 'neutre' },
  ouverte: { libelle: 'Séance ouverte', ton: 'ici' },
  close: { libelle: 'Close', ton: 'attention' },
  publiee: { libelle: 'Résultats publiés', ton: 'fait' },
} as const satisfies Record<string, { libelle: string; ton: TonDePuce }>

export const DECISIONS: Record<string, { libelle: string; ton: TonDePuce }> = {
  retenu: { libelle: 'Retenu', ton: 'fait' },
  liste_attente: { libelle: 'Liste d’attente', ton: 'attention' },
  non_retenu: { libelle: 'Non retenu', ton: 'erreur' },
}

/** « 78,33 » from 78.33. */
export const noteEnMots = (n: number | null): string =>
  n === null ? '—' : new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 2 }).format(n)

/** « 14 h 30 » from « 14:30 ». */
export const heureEnMots = (heure: unknown): string => {
  const [h, m] = typeof heure === 'string' ? heure.split(':') : []
  return h === undefined ? '' : `${Number(h)}\u00a0h${m && m !== '00' ? `\u00a0${m}` : ''}`
}

/** « 14:30 » from what people type: « 14:30 », « 14 h 30 », « 9h ». Anything else comes back as it was. */
export const lireHeure = (texte: string): string => {
  const lue = /^(\d{1,2})\s*(?:[:hH]\s*(\d{2})?)?$/.exec(texte.trim())
  return lue && Number(lue[1]) < 24 && Number(lue[2] ?? 0) < 60
    ? `${lue[1]?.padStart(2, '0')}:${lue[2] ?? '00'}`
    : texte
}
