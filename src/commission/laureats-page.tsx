import type { Appel } from '../domaine/appel/schema.ts'
import { accorder, dateLongue } from '../domaine/francais.ts'
import { eurosCourts, nombre, somme } from '../domaine/montants.ts'
import { typographier } from '../domaine/organismes.ts'
import { Chiffres } from '../ui/chiffres.tsx'
import { Details } from '../ui/govuk/details.tsx'
import { PageSuivante } from '../ui/navigation.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { Vide } from '../ui/vide.tsx'
import { urls } from '../urls.ts'
import { CarteCommunes, type Fond } from './carte-communes.tsx'
import type { Laureat } from './laureats-queries.ts'
import { trancher } from './tranche.ts'

type Props = {
  cadre: Cadre
  appel: Appel
  canonique: string
  laureats: Laureat[]
  publieesLe: Date | null
  page?: string | undefined
  fond: Fond | undefined
}

/** Who won, for which schools, how much: the list, and the map when outlines were imported. */
export const LaureatsPage = (p: Props) => {
  const ecoles = p.laureats.flatMap((l) => l.ecoles)
  return (
    <Page
      {...p.cadre}
      titre={`Les lauréats, ${p.appel.titre}`}
      description={`Les écoles lauréates de l’appel «\u00a0${p.appel.titre}\u00a0», avec leurs communes et les montants.`}
      canonique={p.canonique}
    >
      <p class="laureat-surtitre">{p.appel.titre}</p>
      <h1 class="govuk-heading-xl">Les lauréats</h1>
      {p.laureats.length === 0 ? (
        <Vide titre="Les résultats ne sont pas encore publiés.">
          Ils paraîtront ici le jour où chaque commune et chaque école recevra sa lettre.{' '}
          <a href={urls.appel.href({ slug: p.appel.slug })}>Voir le calendrier de l’appel</a>
        </Vide>
      ) : (
        <>
          <p class="laureat-chapo">
            {accorder(ecoles.length, 'école lauréate', 'écoles lauréates')}.
            {p.publieesLe ? ` Résultats publiés le ${dateLongue(p.publieesLe)}.` : ''}
          </p>
          <Chiffres
            items={[
              { libelle: 'Porteurs', valeur: nombre(p.laureats.length) },
              { libelle: 'Communes', valeur: nombre(new Set(ecoles.map((e) => e.insee)).size) },
              { libelle: 'Écoles', valeur: nombre(ecoles.length) },
              { libelle: 'Aide proposée', valeur: eurosCourts(somme(p.laureats.map((l) => l.propose))) },
            ]}
          />
          <Liste {...p} />
          {p.fond ? <Carte fond={p.fond} laureats={p.laureats} /> : null}
          <p class="govuk-body">
            Les subventions notifiées sont aussi publiées en{' '}
            <a href={urls.subventionsOuvertes.href({ slug: p.appel.slug })}>données ouvertes (CSV)</a>.
          </p>
        </>
      )}
    </Page>
  )
}

const Liste = ({ laureats, appel, page }: Props) => {
  const t = trancher(laureats, page)
  const lien = (n: number | undefined) =>
    n === undefined ? undefined : urls.laureats.href({ slug: appel.slug }, { page: n })
  return (
    <>
      <Tableau
        legende="Lauréats, par ordre alphabétique"
        colonnes={[
          { titre: 'Porteur' },
          { titre: 'Écoles' },
          { titre: 'Proposé', nombre: true },
          { titre: 'Voté', nombre: true },
        ]}
        lignes={t.lignes.map((l) => [
          typographier(l.organisme),
          <ul class="govuk-list">
            {l.ecoles.map((e) => (
              <li>
                {typographier(e.nom)} <span class="laureat-discret">({typographier(e.commune)})</span>
              </li>
            ))}
          </ul>,
          eurosCourts(l.propose),
          l.vote > 0 ? eurosCourts(l.vote) : 'À venir',
        ])}
        total={[
          'Total',
          accorder(laureats.flatMap((l) => l.ecoles).length, 'école'),
          eurosCourts(somme(laureats.map((l) => l.propose))),
          laureats.some((l) => l.vote > 0) ? eurosCourts(somme(laureats.map((l) => l.vote))) : 'À venir',
        ]}
      />
      {t.pages > 1 ? (
        <PageSuivante
          total={`Page ${t.page} sur ${t.pages}, le total porte sur toutes`}
          precedente={lien(t.precedente)}
          suivante={lien(t.suivante)}
          restants={t.restants}
        />
      ) : null}
      <p class="laureat-discret">
        Les montants proposés par la commission sont des plafonds ; l’assemblée du Département vote les subventions.
      </p>
    </>
  )
}

const Carte = ({ fond, laureats }: { fond: Fond; laureats: Laureat[] }) => {
  const communes = new Map<string, { nom: string; ecoles: number; montant: number }>()
  for (const e of laureats.flatMap((l) => l.ecoles)) {
    const c = communes.get(e.insee) ?? { nom: e.commune, ecoles: 0, montant: 0 }
    communes.set(e.insee, { nom: c.nom, ecoles: c.ecoles + 1, montant: c.montant + e.montant })
  }
  return (
    <section aria-labelledby="carte">
      <h2 class="govuk-heading-l" id="carte">
        La carte
      </h2>
      <CarteCommunes
        fond={fond}
        servies={new Map([...communes].map(([insee, c]) => [insee, c.ecoles]))}
        titre={`Carte des communes où une école est lauréate\u00a0: ${accorder(communes.size, 'commune')}. Les chiffres sont dans le tableau qui suit.`}
      />
      <Details
        summaryText="Les chiffres de la carte, commune par commune"
        text={
          <Tableau
            legende="Écoles lauréates et aide proposée, par commune"
            legendeCachee
            colonnes={[
              { titre: 'Commune' },
              { titre: 'Écoles', nombre: true },
              { titre: 'Aide proposée', nombre: true },
            ]}
            lignes={[...communes.values()]
              .toSorted((a, b) => a.nom.localeCompare(b.nom, 'fr'))
              .map((c) => [typographier(c.nom), c.ecoles, eurosCourts(c.montant)])}
          />
        }
      />
    </section>
  )
}
