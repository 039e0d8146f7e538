import { avisRecus } from '../domaine/actes/avis.ts'
import { ecolesVivantes } from '../domaine/faits.ts'
import { dateSimple } from '../domaine/francais.ts'
import { typographier } from '../domaine/organismes.ts'
import { ROLES } from '../domaine/roles.ts'
import { PuceEtat, type TonDePuce } from '../ui/puce-etat.tsx'
import { Vide } from '../ui/vide.tsx'
import type { VueDossierBureau } from './dossier-page.tsx'

const SENS: Record<string, { mot: string; ton: TonDePuce }> = {
  favorable: { mot: 'Favorable', ton: 'fait' },
  a_revoir: { mot: 'Des points à revoir', ton: 'attention' },
  defavorable: { mot: 'Défavorable', ton: 'erreur' },
}

/** Opinions of the district and the Rectorat, school by school; those replaced stay readable. */
export const OngletAvis = ({ e }: VueDossierBureau) => {
  const { faits } = e
  const compte = avisRecus(faits.avis)
  if (faits.avis.length === 0)
    return (
      <Vide titre="Aucun avis n’a été demandé.">
        Demandez-en un à l’ERUN, à l’IEN ou au Rectorat avec « Demander un avis ».
      </Vide>
    )
  return (
    <>
      <p class="laureat-chapo">
        {compte.recus} avis sur {compte.demandes} reçus.
      </p>
      {ecolesVivantes(faits).map((x) => (
        <section aria-label={typographier(x.nom)}>
          <h2 class="govuk-heading-m">{typographier(x.nom)}</h2>
          {faits.avis
            .filter((a) => a.ecole === x.uai)
            .map((a) => {
              const sens = a.sens ? SENS[a.sens] : undefined
              return (
                <div class="laureat-carte">
                  <p class="govuk-body">
                    <strong>{ROLES[a.role].libelle}</strong>{' '}
                    {sens ? <PuceEtat ton={sens.ton}>{sens.mot}</PuceEtat> : <PuceEtat ton="ici">Attendu</PuceEtat>}{' '}
                    {a.etat === 'remplace' ? <PuceEtat>Remplacé par un avis plus récent</PuceEtat> : null}{' '}
                    {a.contenu.conseil === true ? <PuceEtat>Conseil donné avant le dépôt</PuceEtat> : null}
                    <br />
                    <span class="laureat-discret">
                      {a.rendu_le
                        ? `Donné par ${a.par ?? ''} le ${dateSimple(a.rendu_le)}.`
                        : `À donner avant le ${a.avant ? dateSimple(a.avant) : 'jour de la commission'}.`}
                    </span>
                  </p>
                  {a.texte ? <p class="govuk-body">{a.texte}</p> : null}
                </div>
              )
            })}
        </section>
      ))}
    </>
  )
}
