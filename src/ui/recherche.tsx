import type { ComponentChildren } from 'preact'

/** One search field, a GET form. `children`: hidden inputs that keep the other filters. */
export function Recherche(p: {
  action: string
  libelle: string
  nom?: string
  valeur?: string | undefined
  bouton?: string
  aide?: string
  children?: ComponentChildren
}) {
  const nom = p.nom ?? 'q'
  return (
    <search>
      <form method="get" action={p.action} class="laureat-recherche">
        <label class="govuk-label" for={`recherche-${nom}`}>
          {p.libelle}
        </label>
        {p.aide ? (
          <p class="govuk-hint" id={`recherche-${nom}-aide`}>
            {p.aide}
          </p>
        ) : null}
        <div class="laureat-recherche__ligne">
          <input
            class="govuk-input"
            id={`recherche-${nom}`}
            name={nom}
            type="search"
            value={p.valeur}
            aria-describedby={p.aide ? `recherche-${nom}-aide` : undefined}
          />
          <button type="submit" class="govuk-button">
            {p.bouton ?? 'Chercher'}
          </button>
        </div>
        {p.children}
      </form>
    </search>
  )
}
