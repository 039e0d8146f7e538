import { h } from 'preact'
import type { BlocTexte, Texte } from '../domaine/blocs.ts'
import { Bouton } from './formulaire.tsx'
import { Recapitulatif } from './recapitulatif.tsx'
import { Tableau } from './tableau.tsx'

/** Every block that a letter, a record or a guide may hold: the shapes of `src/domaine/blocs.ts` and of the printed documents. */
export type BlocDePage =
  | BlocTexte
  | { type: 'note'; texte: Texte }
  | {
      type: 'tableau'
      legende?: string
      colonnes: readonly { titre: string; align?: 'gauche' | 'droite' | 'centre' }[]
      lignes: readonly (readonly Texte[])[]
      total?: readonly Texte[]
    }
  | { type: 'cles'; paires: readonly (readonly [string, Texte])[] }
  | { type: 'encadre'; titre?: string; texte: Texte; ton?: 'neutre' | 'attendu' | 'attention' }
  | { type: 'bouton'; libelle: string; href: string }
  | { type: 'signature'; signataires: readonly { pour: string; qualite?: string; nom?: string; mention?: string }[] }
  | { type: 'saut' }

/** The same blocks as in the mail and in the PDF, as a page. `decale`: levels to add to the headings (0: h2 and h3). */
export const Blocs = ({ blocs, decale = 0 }: { blocs: readonly BlocDePage[]; decale?: 0 | 1 }) => (
  <>
    {blocs.map((b) => (
      <Bloc bloc={b} decale={decale} />
    ))}
  </>
)

function Bloc({ bloc: b, decale }: { bloc: BlocDePage; decale: 0 | 1 }) {
  switch (b.type) {
    case 'titre': {
      const niveau = (b.niveau ?? 2) + decale
      return h(`h${niveau}`, { class: niveau === 2 ? 'govuk-heading-m' : 'govuk-heading-s' }, b.texte)
    }
    case 'paragraphe':
      return (
        <p class="govuk-body">
          <Fragments texte={b.texte} />
        </p>
      )
    case 'note':
      return (
        <p class="laureat-discret laureat-petit">
          <Fragments texte={b.texte} />
        </p>
      )
    case 'liste':
      return h(
        b.ordonnee ? 'ol' : 'ul',
        { class: `govuk-list govuk-list--spaced govuk-list--${b.ordonnee ? 'number' : 'bullet'}` },
        b.elements.map((e) => (
          <li>
            <Fragments texte={e} />
          </li>
        )),
      )
    case 'tableau':
      return <TableauDeBloc {...b} />
    case 'cles':
      return <Recapitulatif lignes={b.paires.map(([cle, valeur]) => ({ cle, valeur: <Fragments texte={valeur} /> }))} />
    case 'encadre':
      return (
        <div class={`laureat-encadre laureat-encadre--${b.ton ?? 'neutre'}`}>
          {b.titre ? <p class="laureat-encadre__titre">{b.titre}</p> : null}
          <p>
            <Fragments texte={b.texte} />
          </p>
        </div>
      )
    case 'bouton':
      return lienSur(b.href) ? (
        <p>
          <Bouton href={b.href}>{b.libelle}</Bouton>
        </p>
      ) : (
        <p class="govuk-body">{b.libelle}</p>
      )
    case 'signature':
      return (
        <ul class="govuk-list">
          {b.signataires.map((s) => (
            <li>{[s.pour, s.qualite, s.nom, s.mention].filter(Boolean).join(', ')}</li>
          ))}
        </ul>
      )
    case 'saut':
      return null
  }
}

function TableauDeBloc(b: Extract<BlocDePage, { type: 'tableau' }>) {
  const cellules = (ligne: readonly Texte[]) => ligne.map((t) => <Fragments texte={t} />)
  return (
    <Tableau
      legende={b.legende ?? 'Détail'}
      legendeCachee={!b.legende}
      colonnes={b.colonnes.map((c) => ({ titre: c.titre, nombre: c.align === 'droite' }))}
      lignes={b.lignes.map(cellules)}
      total={b.total ? cellules(b.total) : undefined}
    />
  )
}

/** A run of text: bold, italic, safe links; line ends kept. */
export function Fragments({ texte }: { texte: Texte }) {
  const fragments = typeof texte === 'string' ? [texte] : texte
  return (
    <>
      {fragments.map((f) => {
        if (typeof f === 'string') return <Lignes texte={f} />
        if ('gras' in f) return <strong>{f.gras}</strong>
        if ('italique' in f) return <em>{f.italique}</em>
        return lienSur(f.lien) ? <a href={f.lien}>{f.texte}</a> : f.texte
      })}
    </>
  )
}

const Lignes = ({ texte }: { texte: string }) => (
  <>
    {texte.split('\n').map((ligne, i) => (
      <>
        {i > 0 ? <br /> : null}
        {ligne}
      </>
    ))}
  </>
)

/** An address that a text may lead to: our own pages, the web, a mailbox. Anything else (`javascript:`) is shown as text. */
export const lienSur = (href: string): boolean => /^(?:https?:\/\/|mailto:|\/(?![/\\]))[^\s<>"]*$/i.test(href)
