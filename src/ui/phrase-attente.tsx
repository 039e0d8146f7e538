import type { ComponentChildren } from 'preact'
import { dateHeure, dateSimple } from '../domaine/francais.ts'
import { ilReste } from './formats.ts'
import { classes } from './govuk/attributs.ts'
import { Quand } from './quand.tsx'

export type PhraseAttenteProps = {
  /** « l’école Jules-Ferry »; « vous » when the reader is the one awaited; null when nobody is. */
  qui: string | null
  /** The rest of the sentence, without a final full stop. */
  quoi: ComponentChildren
  depuis?: Date | string | undefined
  /** A `YYYY-MM-DD` is a day, a Date or an instant has its hour. */
  jusqua?: Date | string | undefined
  maintenant?: Date | undefined
  action?: { libelle: string; href: string } | undefined
  /** In place of `action`, for an act that posts. */
  children?: ComponentChildren
  retard?: boolean | undefined
}

/** The sentence at the top of a dossier: who is awaited, for what, since when, until when, and the one action that helps. */
export function PhraseAttente(p: PhraseAttenteProps) {
  const ton = p.qui === null ? 'laureat-attente--calme' : p.retard ? 'laureat-attente--retard' : undefined
  return (
    <section class={classes('laureat-attente', ton)} aria-label="Où en est le dossier">
      <p class="laureat-attente__phrase">
        {p.qui === null ? null : (
          <>
            <strong>{p.qui === 'vous' ? 'On vous attend' : `On attend ${p.qui}`}</strong>&nbsp;:{' '}
          </>
        )}
        {p.quoi}.
      </p>
      {p.depuis || p.jusqua ? (
        <p class="laureat-attente__delais">
          {p.depuis ? (
            <span>
              Depuis le <Quand le={p.depuis} />.{' '}
            </span>
          ) : null}
          {p.jusqua ? <Limite jusqua={p.jusqua} maintenant={p.maintenant} /> : null}
        </p>
      ) : null}
      {p.action ? (
        <a class="govuk-button" href={p.action.href}>
          {p.action.libelle}
        </a>
      ) : null}
      {p.children}
    </section>
  )
}

function Limite({ jusqua, maintenant }: { jusqua: Date | string; maintenant: Date | undefined }) {
  const jour = typeof jusqua === 'string' && jusqua.length === 10
  return (
    <span>
      Avant le {jour ? dateSimple(jusqua) : dateHeure(jusqua)}
      {maintenant ? ` (${ilReste(jusqua, maintenant)})` : null}.{' '}
    </span>
  )
}
