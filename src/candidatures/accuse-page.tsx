import type { Bloc, DocumentMaison, Texte } from '../socle/pdf/document.ts'
import { Page } from '../ui/page.tsx'
import { Recapitulatif } from '../ui/recapitulatif.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { urls } from '../urls.ts'
import { enLigne } from './blocs.tsx'
import type { Ecran } from './ecran.ts'

/** The receipt as a page: the same blocks as its PDF. */
export const AccusePage = ({ e, contenu, document }: { e: Ecran; contenu: DocumentMaison; document: string }) => {
  const id = e.faits.dossier.id
  return (
    <Page
      {...e.cadre}
      titre={contenu.titre}
      retour={{ href: urls.dossier.href({ id }), libelle: 'Retour au dossier' }}
      prive
    >
      <p class="laureat-surtitre">{contenu.objet}</p>
      <h1 class="govuk-heading-xl">{contenu.titre}</h1>
      {contenu.blocs.map((b) => (
        <BlocDocument bloc={b} />
      ))}
      <p class="govuk-body laureat-discret">
        {contenu.operateur.nom}
        {contenu.operateur.coordonnees ? ` · ${contenu.operateur.coordonnees.join(' · ')}` : ''}
      </p>
      <p class="govuk-body laureat-impression-non">
        <a class="govuk-link" href={urls.document.href({ id, document })}>
          Télécharger cet accusé (PDF)
        </a>
      </p>
    </Page>
  )
}

const BlocDocument = ({ bloc: b }: { bloc: Bloc }) => {
  switch (b.type) {
    case 'titre':
      return <h2 class="govuk-heading-m">{b.texte}</h2>
    case 'paragraphe':
      return <p class="govuk-body">{enLigne(b.texte)}</p>
    case 'note':
      return <p class="govuk-body laureat-discret">{enLigne(b.texte)}</p>
    case 'liste':
      return (
        <ul class="govuk-list govuk-list--bullet">
          {b.elements.map((x) => (
            <li>{enLigne(x)}</li>
          ))}
        </ul>
      )
    case 'cles':
      return <Recapitulatif lignes={b.paires.map(([cle, valeur]) => ({ cle, valeur: enLigne(valeur) }))} />
    case 'tableau':
      return (
        <Tableau
          legende={b.legende ?? ''}
          legendeCachee
          colonnes={b.colonnes.map((c) => ({ titre: c.titre, nombre: c.align === 'droite' }))}
          lignes={b.lignes.map((l) => l.map((x) => <Cellule texte={x} />))}
        />
      )
    case 'encadre':
      return (
        <div class="govuk-inset-text">
          {b.titre ? <strong>{b.titre}. </strong> : null}
          {enLigne(b.texte)}
        </div>
      )
    default:
      return null
  }
}

// Hashes are long: they may break anywhere.
const Cellule = ({ texte }: { texte: Texte }) =>
  typeof texte === 'string' && /^[0-9a-f]{64}$/.test(texte) ? (
    <span>
      {texte.match(/.{8}/g)?.map((x) => (
        <>
          {x}
          <wbr />
        </>
      ))}
    </span>
  ) : (
    enLigne(texte)
  )
