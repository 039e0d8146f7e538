import type { Bloc as BlocPdf, Fragment, Texte } from '../pdf/document.ts'

/** The blocks of a letter: those of a printed document that a mail can show, and the one button that leads to what is awaited. */
export type BlocCourriel =
  | Extract<BlocPdf, { type: 'titre' | 'paragraphe' | 'note' | 'liste' | 'tableau' | 'cles' | 'encadre' }>
  | { type: 'bouton'; libelle: string; href: string }

export const fragments = (texte: Texte): readonly Fragment[] => (typeof texte === 'string' ? [texte] : texte)

/** An address that a mail may lead to; anything else (`javascript:`) is shown as text. */
export const lienSur = (href: string): string | null => (/^(?:https?:\/\/|mailto:)[^\s<>"]+$/i.test(href) ? href : null)
