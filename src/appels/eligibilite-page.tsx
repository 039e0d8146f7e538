import { type Eligibilite, eligibiliteCommune, eligibiliteEcole, type Verdict } from '../domaine/eligibilite.ts'
import { accorder } from '../domaine/francais.ts'
import { typographier } from '../domaine/organismes.ts'
import { ResumeErreurs } from '../ui/champ.tsx'
import { Page } from '../ui/page.tsx'
import { Recherche as ChampRecherche } from '../ui/recherche.tsx'
import { Vide } from '../ui/vide.tsx'
import { urls } from '../urls.ts'
import { Contact } from './appel-cotes.tsx'
import type { VueAppel } from './cadre.ts'
import type { Demande, Recherche } from './chercher-ecole.ts'
import { laCommune, SansEcole } from './eligibilite-commune.tsx'
import { ListeDEcoles, ListeDeCommunes, Suite } from './eligibilite-listes.tsx'
import { Verdict as BlocVerdict, Raisons } from './eligibilite-verdict.tsx'
import { majuscule, quellesEcoles, quiCandidate } from './mots.ts'

export type VueEligibilite = VueAppel & { demande: Demande; trouve: Recherche }

/** « Mon école est-elle concernée ? »: one field, a clear answer with its reasons, an address that can be shared. */
export const EligibilitePage = (v: VueEligibilite) => {
  const erreurs = v.trouve.cas === 'erreur' ? [{ chemin: 'recherche-q', message: v.trouve.message }] : []
  return (
    <Page
      {...v.cadre}
      titre={`Mon école est-elle concernée\u202f?`}
      description={`Vérifiez si une école ou une commune est concernée par l’appel «\u00a0${v.appel.titre}\u00a0».`}
      canonique={v.adresse + urls.eligibilite.href({ slug: v.slug })}
      prive={v.trouve.cas !== 'vide'}
      erreurs={erreurs}
      filAriane={[
        { libelle: 'Accueil', href: urls.accueil.href() },
        { libelle: v.appel.sigle ?? v.appel.titre, href: urls.appel.href({ slug: v.slug }) },
        { libelle: 'Mon école' },
      ]}
    >
      <ResumeErreurs erreurs={erreurs} />
      <p class="laureat-surtitre">{v.appel.titre}</p>
      <h1 class="govuk-heading-l">Mon école est-elle concernée&#8239;?</h1>
      <div class="laureat-colonnes">
        <div>
          <ChampRecherche
            action={urls.eligibilite.href({ slug: v.slug })}
            libelle="Votre commune, votre école ou son numéro UAI"
            aide="Par exemple Voiron, École Jules Ferry, ou 0380032D."
            valeur={v.demande.q || v.demande.uai || undefined}
            bouton="Vérifier"
          />
          <section aria-label="Réponse" class="laureat-reponse">
            <Reponse {...v} />
          </section>
        </div>
        <aside aria-label="Conditions et contact">
          <Contact {...v} />
        </aside>
      </div>
    </Page>
  )
}

function Reponse(v: VueEligibilite) {
  const { trouve: t } = v
  switch (t.cas) {
    case 'vide':
    case 'erreur':
      return <Conditions {...v} />
    case 'rien':
      return (
        <Vide
          titre={t.uai ? `L’école ${t.uai} n’est pas dans l’annuaire.` : 'Aucune commune et aucune école trouvées.'}
        >
          <p>
            {t.uai
              ? 'L’annuaire ne compte que les écoles du premier degré. Vérifiez le numéro UAI auprès de l’école, ou cherchez par la commune.'
              : 'Vérifiez l’orthographe, essayez avec le nom de la commune seule ou son code postal. Une école ouverte cette année peut manquer\u00a0: écrivez-nous.'}
          </p>
        </Vide>
      )
    case 'ecole': {
      const e = eligibiliteEcole(v.appel, t.ecole, t.ecole)
      return (
        <BlocVerdict
          verdict={e.verdict}
          titre={PHRASES_ECOLE[e.verdict]}
          quoi={`${typographier(t.ecole.nom)} (${t.ecole.uai}), ${t.ecole.commune}`}
        >
          <Raisons {...e} condition={conditionDebit(v)} />
          <Ensuite {...v} e={e} commune={t.ecole.commune} />
        </BlocVerdict>
      )
    }
    case 'commune': {
      const e = eligibiliteCommune(v.appel, t.commune)
      if (e.verdict !== 'non' && t.ecoles.total === 0) return <SansEcole {...v} commune={t.commune} />
      return (
        <>
          <BlocVerdict verdict={e.verdict} titre={PHRASES_COMMUNE[e.verdict]} quoi={laCommune(t.commune)}>
            <Raisons {...e} />
            <Ensuite {...v} e={e} />
          </BlocVerdict>
          {e.verdict === 'non' ? null : (
            <>
              <h2 class="govuk-heading-m">{accorder(t.ecoles.total, 'école')}</h2>
              <ListeDEcoles {...v} ecoles={t.ecoles.elements} />
              <Suite {...v} total={t.ecoles.total} recherche={{ commune: t.commune.insee }} />
            </>
          )}
        </>
      )
    }
    case 'plusieurs':
      return (
        <>
          <ListeDeCommunes {...v} communes={t.communes} />
          {t.ecoles.elements.length > 0 ? (
            <>
              <h2 class="govuk-heading-m">{accorder(t.ecoles.total, 'école')}</h2>
              <ListeDEcoles {...v} ecoles={t.ecoles.elements} avecCommune />
            </>
          ) : null}
          <Suite {...v} total={Math.max(t.communes.total, t.ecoles.total)} recherche={{ q: v.demande.q }} />
        </>
      )
  }
}

const PHRASES_ECOLE: Record<Verdict, string> = {
  oui: 'Oui, cette école est concernée',
  non: 'Non, cette école n’est pas concernée',
  a_verifier: 'À vérifier avant de candidater',
}
const PHRASES_COMMUNE: Record<Verdict, string> = {
  oui: 'Oui, cette commune peut candidater',
  non: 'Non, cette commune ne peut pas candidater',
  a_verifier: 'À vérifier avant de candidater',
}

const conditionDebit = ({ appel }: VueAppel): string | undefined =>
  appel.ecoles.debitMinimum > 0
    ? `Dans chaque classe concernée, l’accès à internet doit atteindre au moins ${appel.ecoles.debitMinimum}\u00a0Mb/s. Mesurez-le dans l’école.`
    : undefined

function Ensuite(v: VueAppel & { e: Eligibilite; commune?: string }) {
  if (v.e.verdict === 'non')
    return (
      <p>
        Vous pensez que c’est une erreur&#8239;? Écrivez à{' '}
        <a href={`mailto:${v.appel.contact.courriel}`}>{v.appel.contact.courriel}</a>.
      </p>
    )
  return (
    <>
      <p>
        {v.commune ? `Qui candidate\u00a0: ${quiCandidate(v.appel).toLocaleLowerCase('fr')}, pour l’école. ` : ''}
        {v.etat === 'clos' ? 'L’appel est clos\u00a0: aucun nouveau dossier n’est reçu.' : ''}
        {v.etat === 'a_venir' ? 'L’appel n’est pas encore ouvert\u00a0: vous pouvez déjà préparer le projet.' : ''}
      </p>
      <p class="laureat-liens">
        {v.etat === 'ouvert' ? (
          <a href={urls.nouveauDossier.href({ slug: v.slug })} class="govuk-button">
            Préparer ma candidature
          </a>
        ) : null}
        <a href={urls.simulateur.href({ slug: v.slug })}>Estimer la subvention</a>
      </p>
    </>
  )
}

const Conditions = (v: VueAppel) => (
  <>
    <h2 class="govuk-heading-m">Ce qui est demandé</h2>
    <ul class="govuk-list govuk-list--bullet">
      <li>
        Le territoire&nbsp;: {v.appel.territoire.libelle}. {quiCandidate(v.appel)} candidate pour ses écoles.
      </li>
      <li>{majuscule(`écoles ${quellesEcoles(v.appel)}, ouvertes.`)}</li>
      {conditionDebit(v) ? <li>{conditionDebit(v)}</li> : null}
      <li>Une école ne figure que dans un dossier.</li>
    </ul>
    {v.appel.candidats.precision ? <p class="govuk-body">{v.appel.candidats.precision}</p> : null}
  </>
)
