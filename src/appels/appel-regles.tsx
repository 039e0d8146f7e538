import { tauxDuVolet } from '../domaine/financement/dire-taux.ts'
import { avecArticle } from '../domaine/francais.ts'
import { eurosCourts } from '../domaine/montants.ts'
import { Details } from '../ui/govuk/details.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { urls } from '../urls.ts'
import type { VueAppel } from './cadre.ts'
import { majuscule, minuscule, plafondsDuVolet } from './mots.ts'

/** Parts, rates and ceilings; the catalogue folded under each. */
export function CeQuiEstFinance({ appel, slug }: VueAppel) {
  const { volets, enveloppe, partMinimaleDemandeur } = appel.financement
  return (
    <section id="financement">
      <h2 class="govuk-heading-m">Ce qui est financé</h2>
      {appel.avertissement && !appel.demonstration ? (
        <p class="laureat-encadre laureat-encadre--attention">{appel.avertissement}</p>
      ) : null}
      <Tableau
        legende="Taux et plafonds"
        legendeCachee
        colonnes={[{ titre: 'Dépense' }, { titre: 'Part aidée' }, { titre: 'Dépense subventionnable' }]}
        lignes={volets.map((v) => [
          <strong>
            {v.libelle} ({v.base === 'HT' ? 'hors taxes' : 'toutes taxes'})
          </strong>,
          tauxDuVolet(v),
          plafondsDuVolet(v) ? `jusqu’à ${plafondsDuVolet(v)}` : 'sans plafond',
        ])}
      />
      <p class="govuk-body">
        L’enveloppe de l’appel est de {eurosCourts(enveloppe)}.
        {partMinimaleDemandeur
          ? ` La commune apporte au moins ${String(partMinimaleDemandeur.taux).replace('.', ',')}\u00a0% du total des financements publics de l’investissement.`
          : ''}{' '}
        <a href={urls.simulateur.href({ slug })}>Estimer la subvention de mon projet</a>
      </p>
      {appel.catalogue.length > 0 ? (
        <Details
          summaryText={`Le catalogue\u00a0: ${appel.catalogue.length} articles et leurs prix plafonds`}
          text={volets.map((v) => (
            <Articles titre={v.libelle} articles={appel.catalogue.filter((a) => a.volet === v.id)} />
          ))}
        />
      ) : null}
    </section>
  )
}

const Articles = ({ titre, articles }: { titre: string; articles: VueAppel['appel']['catalogue'] }) =>
  articles.length === 0 ? null : (
    <Tableau
      legende={titre}
      colonnes={[{ titre: 'Article' }, { titre: 'Prix plafond hors taxes', nombre: true }]}
      lignes={articles.map((a) => [
        <>
          {a.libelle}
          {a.exigences.length > 0 ? <small>{a.exigences.join('\u202f; ')}</small> : null}
        </>,
        `${eurosCourts(a.plafond)} par ${a.unite}`,
      ])}
    />
  )

/** The checklist and the grid: the same for everybody, published before the first dossier. */
export function CommentCestChoisi({ appel }: VueAppel) {
  const total = appel.grille.criteres.reduce((t, c) => t + c.poids, 0)
  return (
    <section id="choix">
      <h2 class="govuk-heading-m">Comment les projets sont choisis</h2>
      <p class="govuk-body">
        Chaque dossier est d’abord contrôlé. {majuscule(avecArticle(minuscule(appel.commission.nom)))} classe ensuite
        les projets, école par école, avec cette grille. Les critères calculés viennent de données officielles, jamais
        de ce que vous saisissez.
      </p>
      <Details
        summaryText={`La grille de notation\u00a0: ${appel.grille.criteres.length} critères`}
        text={
          <Tableau
            legende="Grille de notation"
            legendeCachee
            colonnes={[{ titre: 'Critère' }, { titre: 'Poids', nombre: true }]}
            lignes={appel.grille.criteres.map((c) => [
              <>
                {c.libelle}
                {c.calcule ? ' (calculé)' : ''}
                {c.aide ? <small>{c.aide}</small> : null}
              </>,
              `${c.poids} sur ${total}`,
            ])}
          />
        }
      />
      <Details
        summaryText={`Les ${appel.controle.length} points contrôlés`}
        text={
          <ul class="govuk-list govuk-list--bullet">
            {appel.controle.map((c) => (
              <li>{c.libelle}</li>
            ))}
          </ul>
        }
      />
    </section>
  )
}
