import { type PeriodeAppel, periodeAppel } from '../domaine/appel/periode.ts'
import { avecArticle, dateLongue, dateSimple, heureEnLettres } from '../domaine/francais.ts'
import type { AppelPublie } from '../registre/appels.ts'
import { ilReste, relatif } from '../ui/formats.ts'
import { Bouton, Boutons } from '../ui/formulaire.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { PuceEtat } from '../ui/puce-etat.tsx'
import { Vide } from '../ui/vide.tsx'
import { urls } from '../urls.ts'
import { CeQueFaitLaureat } from './ce-que-fait-laureat.tsx'

export type AppelALAccueil = AppelPublie & PeriodeAppel

/** The home page: the open calls first, then what Lauréat does for each, and the way in. */
export const AccueilPage = (p: { cadre: Cadre; adresse: string; appels: AppelPublie[]; maintenant: Date }) => {
  const appels = p.appels
    .map((a) => ({ ...a, ...periodeAppel(a, p.maintenant) }))
    .sort((a, b) => Number(a.appel.demonstration) - Number(b.appel.demonstration))
  const ouverts = appels.filter((a) => a.etat === 'ouvert')
  const autres = appels.filter((a) => a.etat !== 'ouvert')
  return (
    <Page
      {...p.cadre}
      titre="Appels à projets, de l’annonce au versement"
      description={`Avec ${avecArticle(p.cadre.operateur.nom)}, préparez votre candidature, déposez-la et suivez-la jusqu’au versement de la subvention.`}
      canonique={p.adresse + urls.accueil.href()}
      bandeau={
        <>
          <p class="laureat-surtitre">Appels à projets</p>
          <h1 class="govuk-heading-xl">Un projet pour vos écoles, de l’idée au dernier euro</h1>
          <p class="laureat-chapo">
            Candidatez aux appels à projets ouverts avec {avecArticle(p.cadre.operateur.nom)}, et suivez votre dossier à
            chaque étape.
          </p>
          <h2 class="govuk-heading-m">{ouverts.length > 1 ? 'Appels ouverts' : 'Appel ouvert'}</h2>
          {ouverts.length > 0 ? (
            ouverts.map((a) => <AppelOuvert a={a} maintenant={p.maintenant} seul={ouverts.length === 1} />)
          ) : (
            <Vide titre="Aucun appel n’est ouvert aujourd’hui.">
              <p>
                Les appels à venir sont annoncés ici et dans le <a href={urls.fluxAppels.href()}>flux des appels</a>.
              </p>
            </Vide>
          )}
        </>
      }
    >
      <CeQueFaitLaureat connecte={Boolean(p.cadre.utilisateur)} />
      {autres.length > 0 ? (
        <section>
          <h2 class="govuk-heading-m">Autres appels</h2>
          <ul class="laureat-appels">
            {autres.map((a) => (
              <AutreAppel a={a} maintenant={p.maintenant} />
            ))}
          </ul>
        </section>
      ) : null}
      <p class="laureat-discret laureat-petit">
        <a href={urls.fluxAppels.href()}>Flux des appels (Atom)</a>
      </p>
    </Page>
  )
}

function AppelOuvert({ a, maintenant, seul }: { a: AppelALAccueil; maintenant: Date; seul: boolean }) {
  const { slug } = a
  return (
    <article class="laureat-appel">
      <h3 class="laureat-appel__titre">
        <a href={urls.appel.href({ slug })}>{a.appel.titre}</a>
      </h3>
      <p>{a.appel.resume}</p>
      <p class="laureat-appel__date">
        <strong>
          Jusqu’au {dateLongue(a.dernierInstant)} à {heureEnLettres(a.dernierInstant)}
        </strong>
        <PuceEtat ton="ici">{ilReste(a.dernierInstant, maintenant)}</PuceEtat>
      </p>
      <Boutons>
        <Bouton href={urls.appel.href({ slug })} ton={seul ? 'principal' : 'secondaire'}>
          Découvrir l’appel
          {seul ? null : <span class="govuk-visually-hidden"> «&nbsp;{a.appel.titre}&nbsp;»</span>}
        </Bouton>
        <a href={urls.eligibilite.href({ slug })} class="govuk-link">
          Mon école est-elle concernée&#8239;?
          {seul ? null : <span class="govuk-visually-hidden"> ({a.appel.titre})</span>}
        </a>
      </Boutons>
    </article>
  )
}

const AutreAppel = ({ a, maintenant }: { a: AppelALAccueil; maintenant: Date }) => (
  <li>
    <a href={urls.appel.href({ slug: a.slug })}>{a.appel.titre}</a>
    <span class="laureat-discret">
      {a.etat === 'a_venir'
        ? ` ouvre le ${dateSimple(a.ouverture)}, ${relatif(a.ouverture, maintenant)}`
        : ` clos depuis le ${dateSimple(a.dernierInstant)}`}
    </span>
  </li>
)
