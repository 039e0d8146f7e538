import type { FaitsOrganisation } from '../domaine/acte.ts'
import { typographier } from '../domaine/organismes.ts'
import type { Erreur } from '../domaine/refus.ts'
import { ROLES } from '../domaine/roles.ts'
import { ResumeErreurs } from '../ui/champ.tsx'
import { ChampListe, ChampTexte } from '../ui/champs.tsx'
import { ChampChoix } from '../ui/champs-choix.tsx'
import { Confirmation } from '../ui/confirmation.tsx'
import { type ActeLu, DepuisLecture } from '../ui/depuis-lecture.tsx'
import { Bouton, Formulaire } from '../ui/formulaire.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { urls } from '../urls.ts'

export type PersonneSaisie = { courriel: string; nom: string; role: string }
type Props = {
  cadre: Cadre
  faits: FaitsOrganisation
  saisie: { justificatif: string; reference: string; personnes: PersonneSaisie[] }
  change: readonly ActeLu[] | undefined
  erreurs?: Erreur[] | undefined
}

const ROLES_DONNES = ['gestionnaire_organisme', 'signataire', 'redacteur'] as const

/** After elections or departures: the organisation is entrusted to new people, on a proof. */
export function ReprisePage({ cadre, faits, saisie, change, erreurs }: Props) {
  const nom = typographier(faits.nom)
  return (
    <Page
      {...cadre}
      titre={`Confier ${nom} à de nouvelles personnes`}
      erreurs={erreurs}
      retour={{ href: urls.acces.href({ siren: faits.code }) }}
      prive
    >
      <ResumeErreurs erreurs={erreurs} />
      <p class="laureat-surtitre">{nom}</p>
      <h1 class="govuk-heading-l">Confier l’organisme à de nouvelles personnes</h1>
      <DepuisLecture quoi="Les accès ont changé" actes={change} />
      <p class="govuk-body">
        {faits.titulaires.length === 0
          ? 'Personne n’a de rôle ici aujourd’hui.'
          : `Les rôles d’aujourd’hui prennent fin aussitôt (${[...new Set(faits.titulaires.map((t) => t.nom))].join(', ')}).`}{' '}
        Les dossiers restent à l’organisme. Toutes les personnes concernées sont informées par courriel.
      </p>
      <Formulaire action={urls.repriseOrganisme.href({ siren: faits.code })} csrf={cadre.csrf}>
        <input type="hidden" name="version" value={faits.version} />
        <ChampChoix
          chemin="justificatif"
          libelle="Justificatif reçu"
          valeur={saisie.justificatif}
          erreurs={erreurs}
          choix={[
            { valeur: 'proces_verbal', libelle: 'Procès-verbal d’installation du conseil' },
            { valeur: 'lettre_officielle', libelle: 'Lettre ou courriel de l’adresse officielle' },
          ]}
        />
        <ChampTexte
          chemin="reference"
          libelle="Référence du justificatif"
          aide="Par exemple « Procès-verbal du 29 mars 2026 »"
          valeur={saisie.reference}
          erreurs={erreurs}
        />
        {saisie.personnes.map((p, i) => (
          <fieldset class="govuk-fieldset">
            <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">
              {i === 0 ? 'Première personne' : `Personne ${i + 1} (facultatif)`}
            </legend>
            <ChampTexte
              chemin={`personnes.${i}.courriel`}
              libelle="Adresse électronique"
              type="email"
              valeur={p.courriel}
              erreurs={erreurs}
            />
            <ChampTexte
              chemin={`personnes.${i}.nom`}
              libelle="Prénom et nom"
              facultatif
              valeur={p.nom}
              erreurs={erreurs}
              orthographe={false}
            />
            <ChampListe
              chemin={`personnes.${i}.role`}
              libelle="Rôle"
              valeur={p.role}
              erreurs={erreurs}
              choix={ROLES_DONNES.map((r) => ({ valeur: r, libelle: ROLES[r].libelle }))}
            />
          </fieldset>
        ))}
        <Bouton>Confier l’organisme</Bouton>
      </Formulaire>
    </Page>
  )
}

export const RepriseFaitePage = ({ cadre, faits }: { cadre: Cadre; faits: FaitsOrganisation }) => (
  <Page {...cadre} titre="C’est fait" prive>
    <Confirmation
      titre={`De nouvelles personnes ont les accès pour ${typographier(faits.nom)}`}
      envois={['un courriel aux personnes qui arrivent et à celles qui partent']}
      suite={['Les nouvelles personnes se connectent avec leur adresse électronique.']}
    >
      <Bouton href={urls.acces.href({ siren: faits.code })}>Voir les accès</Bouton>
    </Confirmation>
  </Page>
)
