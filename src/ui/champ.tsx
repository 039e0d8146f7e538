import type { Erreur } from '../domaine/refus.ts'
import { ErrorSummary } from './govuk/error-summary.tsx'

/** What every field of ours takes. `chemin` is at once the input's name, its id (dots as dashes) and the path of its error. */
export type ChampProps = {
  chemin: string
  libelle: string
  aide?: string | undefined
  erreurs?: Erreur[] | undefined
  /** Says « (facultatif) » after the label. */
  facultatif?: boolean | undefined
  /** The label is the page's h1: pages that ask one thing. */
  titreDePage?: boolean | undefined
  /** A heading-sized label, inside a longer form. */
  grand?: boolean | undefined
}

/** `ecoles.0381234A.nb_classes` → `ecoles-0381234A-nb_classes`. */
export const idDeChemin = (chemin: string): string => chemin.replaceAll('.', '-')

/** The sentence to show beside the field, in the shape of the components. */
export const erreurDe = (erreurs: Erreur[] | undefined, chemin: string): { text: string } | undefined => {
  const erreur = erreurs?.find((e) => e.chemin === chemin)
  return erreur ? { text: erreur.message } : undefined
}

/** The label in the shape of the components. */
export const libelleDe = (p: ChampProps) => ({
  text: p.facultatif ? `${p.libelle} (facultatif)` : p.libelle,
  classes: p.titreDePage ? 'govuk-label--l' : p.grand ? 'govuk-label--m' : undefined,
  isPageHeading: p.titreDePage,
})

/** The legend in the shape of the components. */
export const legendeDe = (p: ChampProps) => ({
  text: p.facultatif ? `${p.libelle} (facultatif)` : p.libelle,
  classes: p.titreDePage ? 'govuk-fieldset__legend--l' : p.grand ? 'govuk-fieldset__legend--m' : 'laureat-legende',
  isPageHeading: p.titreDePage,
})

/** First thing of a page whose form was refused: one link per wrong field, focused on arrival. An error without a path has no link. */
export function ResumeErreurs({ erreurs, titre }: { erreurs: Erreur[] | undefined; titre?: string }) {
  if (!erreurs?.length) return null
  return (
    <ErrorSummary
      titleText={titre ?? (erreurs.length === 1 ? 'Un point à corriger' : `${erreurs.length} points à corriger`)}
      // Focusable without the browser script too: the page's fragment or the script brings the reader here.
      attributes={{ id: 'erreurs', tabindex: '-1' }}
      errorList={erreurs.map((e) => ({ text: e.message, href: e.chemin ? `#${idDeChemin(e.chemin)}` : undefined }))}
    />
  )
}

/** `2025-02-21` from the three parts of a date field, or what was typed when it is not a date. Empty gives ''. */
export function dateSaisie(corps: Record<string, unknown>, chemin: string): string {
  const [jour, mois, annee] = ['jour', 'mois', 'annee'].map((x) => String(corps[`${chemin}.${x}`] ?? '').trim())
  if (!jour && !mois && !annee) return ''
  return `${annee?.padStart(4, '0')}-${mois?.padStart(2, '0')}-${jour?.padStart(2, '0')}`
}
