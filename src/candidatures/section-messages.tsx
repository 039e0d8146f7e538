import { jourParis } from '../domaine/calendrier.ts'
import { reponsesDe } from '../domaine/formulaire/reponses.ts'
import { accorder, dateHeureSimple, heureEnLettres } from '../domaine/francais.ts'
import { QUESTIONS } from '../domaine/questions/questions.ts'
import { estVide } from '../domaine/questions/type.ts'
import { Avis } from '../ui/avis.tsx'
import { Recapitulatif } from '../ui/recapitulatif.tsx'
import type { VueSection } from './section-page.tsx'

/** What just happened to this page, before its form: saved, found again, refused, validated. */
export const MessagesDeSection = ({
  v: { e, trace, precedente, retrouve, alerte, importees, uai },
}: {
  v: VueSection
}) => {
  const avant = e.faits.appel.formulaire.find((s) => s.id === precedente)
  const ecole = e.faits.ecoles.find((x) => x.uai === uai)
  return (
    <>
      {alerte ? <Avis ton="attention" titre={alerte} /> : null}
      {importees !== undefined ? (
        <Avis titre={`${accorder(importees, 'ligne lue', 'lignes lues')} dans votre tableur`}>
          Elles sont dans le tableau ci-dessous. Vérifiez-les, puis enregistrez : rien ne l’est encore.
        </Avis>
      ) : null}
      {retrouve ? (
        <Avis ton="attention" titre="Votre texte a été retrouvé">
          Votre session avait expiré quand vous l’avez envoyé. Il est ci-dessous : relisez-le, puis enregistrez-le.
        </Avis>
      ) : null}
      {avant ? (
        <Avis ton="succes" titre={`« ${avant.titre} » : enregistré à ${heureEnLettres(e.maintenant)}`} />
      ) : trace ? (
        <p class="govuk-body laureat-discret">
          Enregistré{' '}
          {jourParis(trace.le) === jourParis(e.maintenant)
            ? `à ${heureEnLettres(trace.le)}`
            : `le ${dateHeureSimple(trace.le)}`}
          {trace.par === e.acteur.nom ? '' : ` par ${trace.par}`}.
        </p>
      ) : null}
      {ecole?.etat === 'valide_par_ecole' && e.faits.dossier.etat === 'brouillon' ? (
        <p class="govuk-inset-text">
          Ce projet est validé par {ecole.valide_par}. Si vous le modifiez, il devra être validé de nouveau.
        </p>
      ) : null}
    </>
  )
}

/** What was typed for a part that is closed meanwhile: shown, so that it can be copied. */
export const NonEnregistre = ({ e, section, uai, valeurs }: VueSection) => {
  const gardees = reponsesDe(e.faits.reponses, section.id, uai)
  const perdues = section.questions.filter(
    (q) => !estVide(valeurs[q.id]) && JSON.stringify(valeurs[q.id]) !== JSON.stringify(gardees[q.id] ?? null),
  )
  if (perdues.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-m">Ce que vous aviez écrit, qui n’est pas enregistré</h2>
      <Recapitulatif
        lignes={perdues.map((q) => ({
          cle: q.libelle,
          valeur: QUESTIONS[q.type].afficher(valeurs[q.id] ?? null, q, e.faits.appel.catalogue),
        }))}
      />
      <h2 class="govuk-heading-m">Ce qui est dans le dossier</h2>
    </>
  )
}
