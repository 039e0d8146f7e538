import type { ComponentChildren } from 'preact'
import { attributs, classes } from './govuk/attributs.ts'

/** The hidden input in which a form carries its CSRF token. */
export const CHAMP_JETON = '_csrf'

/**
 * A POST form. `enregistrement`: what is typed is saved as one goes (the same action, header `x-enregistrement: auto`).
 * `fichiers`: multipart. The browser's own bubbles are off: our errors say more.
 */
export function Formulaire(p: {
  action: string
  csrf?: string | undefined
  enregistrement?: boolean | undefined
  fichiers?: boolean | undefined
  id?: string | undefined
  classe?: string | undefined
  children: ComponentChildren
}) {
  return (
    <form
      method="post"
      action={p.action}
      novalidate
      class={classes('laureat-formulaire', p.classe)}
      {...attributs({
        id: { value: p.id, optional: true },
        enctype: { value: p.fichiers ? 'multipart/form-data' : undefined, optional: true },
        'data-enregistrement': { value: p.enregistrement, optional: true },
      })}
    >
      {p.csrf ? <input type="hidden" name={CHAMP_JETON} value={p.csrf} /> : null}
      {p.children}
      {p.enregistrement ? <p class="laureat-enregistrement" role="status" data-enregistrement-etat /> : null}
    </form>
  )
}

/** A form reduced to one button: an act with nothing to type. */
export function BoutonPost(p: {
  action: string
  csrf?: string | undefined
  champs?: Record<string, string> | undefined
  lien?: boolean | undefined
  ton?: Ton | undefined
  children: ComponentChildren
}) {
  return (
    <form method="post" action={p.action} class="laureat-bouton-post">
      {p.csrf ? <input type="hidden" name={CHAMP_JETON} value={p.csrf} /> : null}
      {Object.entries(p.champs ?? {}).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {p.lien ? (
        <button type="submit" class="laureat-bouton-lien">
          {p.children}
        </button>
      ) : (
        <Bouton ton={p.ton}>{p.children}</Bouton>
      )}
    </form>
  )
}

type Ton = 'principal' | 'secondaire' | 'danger'

/** A submit button, or a link that looks like one when `href` is given. */
export function Bouton(p: {
  children: ComponentChildren
  href?: string | undefined
  ton?: Ton | undefined
  nom?: string | undefined
  valeur?: string | undefined
  pleineLargeur?: boolean | undefined
  /** The id of the form it submits, when the button is outside it. */
  formulaire?: string | undefined
}) {
  const classe = classes(
    'govuk-button',
    p.ton === 'secondaire' && 'govuk-button--secondary',
    p.ton === 'danger' && 'govuk-button--warning',
    p.pleineLargeur && 'laureat-pleine-largeur',
  )
  if (p.href) {
    // A link stays a link for screen readers: it leads somewhere.
    return (
      <a href={p.href} class={classe}>
        {p.children}
      </a>
    )
  }
  return (
    <button
      type="submit"
      class={classe}
      name={p.nom}
      value={p.valeur}
      {...attributs({ form: { value: p.formulaire, optional: true } })}
    >
      {p.children}
    </button>
  )
}

/** Buttons and links side by side, stacked on a phone. */
export const Boutons = ({ children }: { children: ComponentChildren }) => (
  <div class="govuk-button-group">{children}</div>
)
