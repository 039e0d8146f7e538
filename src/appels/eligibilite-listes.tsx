import { eligibiliteCommune, eligibiliteEcole } from '../domaine/eligibilite.ts'
import { accorder } from '../domaine/francais.ts'
import { typographier } from '../domaine/organismes.ts'
import { PageSuivante } from '../ui/navigation.tsx'
import { Tableau } from '../ui/tableau.tsx'
import { Vide } from '../ui/vide.tsx'
import { urls } from '../urls.ts'
import type { VueAppel } from './cadre.ts'
import { type Demande, PAR_PAGE } from './chercher-ecole.ts'
import { PuceVerdict } from './eligibilite-verdict.tsx'
import type { CommuneTrouvee, EcoleTrouvee, Trouvees } from './queries.ts'

const NATURES = { maternelle: 'maternelle', elementaire: 'élémentaire', primaire: 'primaire' }

/** Schools with their verdict, each leading to its own answer. Whether a school already applies is said on its own page only. */
export const ListeDEcoles = (v: VueAppel & { ecoles: EcoleTrouvee[]; avecCommune?: boolean }) =>
  v.ecoles.length === 0 ? (
    <Vide titre="Aucune école dans l’annuaire.">
      <p>Une école ouverte cette année peut manquer&nbsp;: écrivez-nous.</p>
    </Vide>
  ) : (
    <Tableau
      legende="Écoles"
      legendeCachee
      colonnes={[{ titre: 'École' }, { titre: 'Nature' }, { titre: 'Réponse' }]}
      lignes={v.ecoles.map((e) => [
        <>
          <a href={urls.eligibilite.href({ slug: v.slug }, { uai: e.uai })}>{typographier(e.nom)}</a>
          {v.avecCommune ? <small>{e.commune}</small> : null}
        </>,
        `${NATURES[e.type]}, ${e.secteur === 'public' ? 'publique' : 'privée'}`,
        <PuceVerdict verdict={eligibiliteEcole(v.appel, e).verdict} />,
      ])}
    />
  )

/** Communes with the same name or postal code, each leading to its own answer. */
export const ListeDeCommunes = (v: VueAppel & { communes: Trouvees<CommuneTrouvee> }) =>
  v.communes.elements.length === 0 ? null : (
    <>
      <h2 class="govuk-heading-m">{accorder(v.communes.total, 'commune')}</h2>
      <Tableau
        legende="Communes"
        legendeCachee
        colonnes={[{ titre: 'Commune' }, { titre: 'Code postal' }, { titre: 'Réponse' }]}
        lignes={v.communes.elements.map((c) => [
          <a href={urls.eligibilite.href({ slug: v.slug }, { commune: c.insee })}>{typographier(c.nom)}</a>,
          c.codesPostaux.slice(0, 3).join(', '),
          <PuceVerdict verdict={eligibiliteCommune(v.appel, c).verdict} />,
        ])}
      />
    </>
  )

/** Previous and next pages, when there are. */
export const Suite = (
  v: VueAppel & { demande: Demande; total: number; recherche: { q?: string; commune?: string } },
) => {
  const { page } = v.demande
  const lien = (n: number) => urls.eligibilite.href({ slug: v.slug }, { ...v.recherche, page: n === 1 ? undefined : n })
  const restants = v.total - page * PAR_PAGE
  return (
    <PageSuivante
      precedente={page > 1 ? lien(page - 1) : undefined}
      suivante={restants > 0 ? lien(page + 1) : undefined}
    />
  )
}
