import type { Erreur } from '../domaine/refus.ts'
import { ResumeErreurs } from '../ui/champ.tsx'
import { ChampMontant } from '../ui/champs.tsx'
import { Bouton } from '../ui/formulaire.tsx'
import { Page } from '../ui/page.tsx'
import { urls } from '../urls.ts'
import type { VueAppel } from './cadre.ts'
import { EcoleSimulee } from './simulateur-ecole.tsx'
import { CIBLE, Resultat } from './simulateur-resultat.tsx'
import { demandeSimulee, MAX_ECOLES, type Saisie } from './simulation.ts'

/** The simulator: a GET form, so that its address is the estimate; totals follow the keyboard where there is a script. */
export const SimulateurPage = ({ v, saisie, demandee }: { v: VueAppel; saisie: Saisie; demandee: boolean }) => {
  const erreurs: Erreur[] = demandee ? demandeSimulee(v.appel, saisie).erreurs : []
  const action = urls.simulateur.href({ slug: v.slug })
  return (
    <Page
      {...v.cadre}
      titre="Estimer la subvention"
      description={`Estimez la subvention de l’appel «\u00a0${v.appel.titre}\u00a0» et ce qui reste à payer.`}
      canonique={v.adresse + action}
      prive={demandee}
      erreurs={erreurs}
      filAriane={[
        { libelle: 'Accueil', href: urls.accueil.href() },
        { libelle: v.appel.sigle ?? v.appel.titre, href: urls.appel.href({ slug: v.slug }) },
        { libelle: 'Simulateur' },
      ]}
    >
      <ResumeErreurs erreurs={erreurs} />
      <p class="laureat-surtitre">{v.appel.titre}</p>
      <h1 class="govuk-heading-l">Estimer la subvention</h1>
      <p class="laureat-chapo">
        Une estimation d’après ce que vous saisissez ici. Rien n’est enregistré, et elle n’engage personne&nbsp;: la
        subvention est calculée de la même façon sur le dossier, puis sur les devis.
      </p>
      <div class="laureat-colonnes laureat-simulateur">
        <form method="get" action={action} class="laureat-formulaire" data-calcul={action} data-calcul-cible={CIBLE}>
          {/* Enter calculates, rather than pressing the first « Retirer » of the page. */}
          <button type="submit" class="govuk-visually-hidden" tabindex={-1}>
            Calculer
          </button>
          {saisie.ecoles.map((e, i) => (
            <EcoleSimulee appel={v.appel} ecole={e} rang={i} seule={saisie.ecoles.length === 1} erreurs={erreurs} />
          ))}
          {saisie.ecoles.length < MAX_ECOLES ? (
            <Bouton nom="ajouter" valeur="ecoles" ton="secondaire">
              Ajouter une école
            </Bouton>
          ) : null}
          <ChampMontant
            chemin="autres"
            libelle="Autres aides publiques attendues pour l’équipement"
            aide="État, Région, intercommunalité… Laissez vide s’il n’y en a pas."
            facultatif
            valeur={saisie.autres}
            erreurs={erreurs}
          />
          <Bouton>Calculer</Bouton>
        </form>
        <aside aria-label="Votre estimation" aria-live="polite">
          <Resultat v={v} saisie={saisie} ouvert={demandee} />
        </aside>
      </div>
    </Page>
  )
}
