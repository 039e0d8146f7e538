import { ecolesVivantes } from '../domaine/faits.ts'
import { accorder } from '../domaine/francais.ts'
import { typographier } from '../domaine/organismes.ts'
import { Details } from '../ui/govuk/details.tsx'
import { ReponsesLues } from '../ui/reponses.tsx'
import type { VueDossierBureau } from './dossier-page.tsx'

/** The whole application, read: the applicant's part, then school by school. */
export const OngletEcoles = ({ e }: VueDossierBureau) => {
  const { faits } = e
  const sections = faits.appel.formulaire
  return (
    <>
      {sections
        .filter((s) => s.par === 'dossier')
        .map((s) => (
          <Details summaryText={s.titre} text={<ReponsesLues faits={faits} section={s} />} />
        ))}
      {ecolesVivantes(faits).map((x) => (
        <section aria-labelledby={`ecole-${x.uai}`}>
          <h2 class="govuk-heading-l" id={`ecole-${x.uai}`}>
            {typographier(x.nom)} <span class="laureat-discret">{x.uai}</span>
          </h2>
          <p class="govuk-body">
            {x.secteur === 'prive' ? 'École privée' : 'École publique'}
            {x.education_prioritaire ? `, ${x.education_prioritaire}` : ''}
            {x.ulis ? ', avec un dispositif ULIS' : ''}.{' '}
            {x.eleves_annuaire === null ? '' : `${accorder(x.eleves_annuaire, 'élève')} dans l’annuaire. `}
            {x.etat === 'valide_par_ecole'
              ? `Projet validé par ${x.valide_par ?? 'l’école'}.`
              : 'Projet pas encore validé par sa direction.'}
          </p>
          {sections
            .filter((s) => s.par === 'ecole')
            .map((s) => (
              <>
                <h3 class="govuk-heading-m">{s.titre}</h3>
                <ReponsesLues faits={faits} section={s} uai={x.uai} />
              </>
            ))}
        </section>
      ))}
    </>
  )
}
