import { Blocs } from '../ui/blocs.tsx'
import { Bouton } from '../ui/formulaire.tsx'
import { Page } from '../ui/page.tsx'
import { urls } from '../urls.ts'
import { CotesDeLAppel } from './appel-cotes.tsx'
import type { VueAppel } from './cadre.ts'
import { etapesDuGuide } from './etapes.ts'

/** The whole guide, step by step, with its own table of contents; made to be printed too. */
export const GuidePage = (v: VueAppel) => {
  const etapes = etapesDuGuide(v.appel)
  return (
    <Page
      {...v.cadre}
      titre="Guide pas à pas"
      description={`Le guide de l’appel «\u00a0${v.appel.titre}\u00a0», de la préparation au versement.`}
      canonique={v.adresse + urls.guide.href({ slug: v.slug })}
      filAriane={[
        { libelle: 'Accueil', href: urls.accueil.href() },
        { libelle: v.appel.sigle ?? v.appel.titre, href: urls.appel.href({ slug: v.slug }) },
        { libelle: 'Guide' },
      ]}
    >
      <p class="laureat-surtitre">{v.appel.titre}</p>
      <h1 class="govuk-heading-l">Guide pas à pas</h1>
      <nav aria-label="Étapes du guide" class="laureat-sommaire">
        <ol>
          {etapes.map((e) => (
            <li>
              <a href={`#${e.ancre}`}>{e.titre}</a>
            </li>
          ))}
        </ol>
      </nav>
      <div class="laureat-colonnes">
        <div>
          {etapes.map((e, i) => (
            <section id={e.ancre} class="laureat-etape-guide">
              <h2 class="govuk-heading-m">
                <span class="laureat-etape-guide__rang">Étape {i + 1}</span> {e.titre}
              </h2>
              <Blocs blocs={e.resume} />
              <Blocs blocs={e.suite} />
            </section>
          ))}
          {v.etat === 'ouvert' ? (
            <Bouton href={urls.nouveauDossier.href({ slug: v.slug })}>Préparer ma candidature</Bouton>
          ) : null}
        </div>
        <CotesDeLAppel {...v} />
      </div>
    </Page>
  )
}
