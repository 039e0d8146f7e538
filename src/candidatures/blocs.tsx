import type { ComponentChildren } from 'preact'
import type { BlocTexte, Texte } from '../domaine/blocs.ts'

/** The text of a call or of a letter, as a page. */
export const BlocsTexte = ({ blocs }: { blocs: readonly BlocTexte[] }) => (
  <>
    {blocs.map((b) =>
      b.type === 'titre' ? (
        <h2 class="govuk-heading-m">{b.texte}</h2>
      ) : b.type === 'liste' ? (
        b.ordonnee ? (
          <ol class="govuk-list govuk-list--number">{b.elements.map(element)}</ol>
        ) : (
          <ul class="govuk-list govuk-list--bullet">{b.elements.map(element)}</ul>
        )
      ) : (
        <p class="govuk-body">{enLigne(b.texte)}</p>
      ),
    )}
  </>
)

const element = (t: Texte) => <li>{enLigne(t)}</li>

/** Runs of text: bold, italic, links that were checked when the text was read. */
export const enLigne = (t: Texte): ComponentChildren =>
  typeof t === 'string'
    ? t
    : t.map((f) =>
        typeof f === 'string' ? (
          f
        ) : 'gras' in f ? (
          <strong>{f.gras}</strong>
        ) : 'italique' in f ? (
          <em>{f.italique}</em>
        ) : (
          <a class="govuk-link" href={f.lien}>
            {f.texte}
          </a>
        ),
      )
