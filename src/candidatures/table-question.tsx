import type { Article } from '../domaine/appel/schema.ts'
import type { Colonne, Question } from '../domaine/appel/schema-formulaire.ts'
import type { Json } from '../domaine/formulaire/reponses.ts'
import { eurosCourts } from '../domaine/montants.ts'
import { choixDe } from '../domaine/questions/choix.ts'
import { afficherTotal, lignesDe } from '../domaine/questions/table.ts'
import { type Catalogue, texteBrut } from '../domaine/questions/type.ts'
import type { Erreur } from '../domaine/refus.ts'
import { Details } from '../ui/govuk/details.tsx'
import { type ColonneDeLignes, Lignes } from '../ui/lignes.tsx'
import { Tableau } from '../ui/tableau.tsx'

type Props = {
  q: Question
  valeur: Json | undefined
  erreurs: Erreur[]
  catalogue: Catalogue
  /** Where live totals are computed, and the element that they replace. */
  calcul: { url: string; cible: string }
  /** One more empty row was asked for. */
  ajout: boolean
  /** The spreadsheet import, when the page has one. */
  importer?: string | undefined
}

/** A table to fill: rows come and go without script; articles by category with their unit and ceiling; the total follows. */
export const TableQuestion = ({ q, valeur, erreurs, catalogue, calcul, ajout, importer }: Props) => {
  const colonnes = q.colonnes ?? []
  const lues = lignesDe(valeur)
  const lignes = [...(lues.length > 0 ? lues : [{}]), ...(ajout && lues.length > 0 ? [{}] : [])].map((l) =>
    enCellules(l, colonnes),
  )
  const volet = colonnes.find((c) => c.catalogue)?.catalogue
  const articles = catalogue.filter((a) => a.volet === volet)
  return (
    <div data-calcul={calcul.url} data-calcul-cible={calcul.cible}>
      <Lignes
        chemin={q.id}
        legende={q.obligatoire ? q.libelle : `${q.libelle} (facultatif)`}
        aide={q.aide}
        colonnes={colonnes.map((c) => enColonne(c, catalogue))}
        lignes={lignes}
        erreurs={erreurs}
        ajouter={volet ? 'Ajouter un article' : 'Ajouter une ligne'}
        max={q.max}
      >
        {q.total ? (
          <p class="govuk-body">
            {q.total.libelle}, enregistré&nbsp;: <strong>{afficherTotal(valeur, q)}</strong>
          </p>
        ) : null}
      </Lignes>
      {importer ? (
        <p class="govuk-body">
          <a class="govuk-link" href={importer}>
            Importer depuis un tableur (Excel, LibreOffice, CSV)
          </a>
        </p>
      ) : null}
      {articles.length > 0 ? (
        <Details
          summaryText="Voir le catalogue : unités, plafonds, exigences"
          text={<Articles articles={articles} />}
        />
      ) : null}
    </div>
  )
}

const enCellules = (ligne: { [colonne: string]: Json }, colonnes: Colonne[]) =>
  Object.fromEntries(
    colonnes.map((c) => {
      const v = ligne[c.id]
      if (v === undefined || v === null) return [c.id, '']
      return [c.id, c.type === 'montant' && typeof v === 'number' ? v : texteBrut(v)]
    }),
  )

const enColonne = (c: Colonne, catalogue: Catalogue): ColonneDeLignes => {
  if (c.type !== 'choix')
    return {
      id: c.id,
      titre: titre(c),
      type: c.type === 'entier' || c.type === 'montant' ? c.type : 'texte',
      ...(c.type === 'texte' ? { large: true } : {}),
    }
  const choix = c.catalogue
    ? catalogue
        .filter((a) => a.volet === c.catalogue)
        .map((a) => ({
          valeur: a.id,
          groupe: a.categorie,
          libelle: `${a.libelle} (par ${a.unite}, ${eurosCourts(a.plafond)} au plus)`,
        }))
    : choixDe(c, catalogue)
  return { id: c.id, titre: c.libelle, type: 'choix', choix, large: true }
}

const titre = (c: Colonne): string => (c.type === 'montant' ? `${c.libelle} (€)` : c.libelle)

const Articles = ({ articles }: { articles: readonly Article[] }) => (
  <>
    {[...new Set(articles.map((a) => a.categorie))].map((categorie) => (
      <Tableau
        legende={categorie}
        colonnes={[
          { titre: 'Article' },
          { titre: 'Unité' },
          { titre: 'Prix retenu au plus, HT', nombre: true },
          { titre: 'Exigences' },
        ]}
        lignes={articles
          .filter((a) => a.categorie === categorie)
          .map((a) => [a.libelle, a.unite, eurosCourts(a.plafond), a.exigences.join(', ') || 'Aucune'])}
      />
    ))}
  </>
)
