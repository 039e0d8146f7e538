import type { Erreur } from '../domaine/refus.ts'
import { ROLES } from '../domaine/roles.ts'
import { ResumeErreurs } from '../ui/champ.tsx'
import { ChampTexte } from '../ui/champs.tsx'
import { ChampChoix } from '../ui/champs-choix.tsx'
import { Bouton, Formulaire } from '../ui/formulaire.tsx'
import { type Cadre, Page } from '../ui/page.tsx'
import { urls } from '../urls.ts'
import type { SaisieOrganisme } from './nouvel-organisme.tsx'

type Props = { cadre: Cadre; saisie: SaisieOrganisme; erreurs: Erreur[] | undefined }

/** What a syndicat or the body of a private school says of itself; an agent verifies it before it exists here. */
export const NouvelOrganismePage = ({ cadre, saisie, erreurs }: Props) => (
  <Page
    {...cadre}
    titre="Ajouter un organisme"
    erreurs={erreurs}
    retour={{ href: urls.rattachement.href(), libelle: 'Retour à la recherche' }}
    prive
  >
    <ResumeErreurs erreurs={erreurs} />
    <h1 class="govuk-heading-l">Ajouter un syndicat ou un organisme de gestion</h1>
    <p class="govuk-body">
      Les communes et les intercommunalités sont déjà dans Lauréat. Pour un syndicat scolaire, ou l’organisme de gestion
      d’une école privée sous contrat (OGEC), indiquez ce qui suit : un agent vérifie, puis vous répond par courriel.
    </p>
    <Formulaire action={urls.rattachementNouveau.href()} csrf={cadre.csrf}>
      <ChampChoix
        chemin="type"
        libelle="Votre organisme est"
        valeur={saisie.type}
        erreurs={erreurs}
        choix={[
          { valeur: 'syndicat', libelle: 'Un syndicat', aide: 'SIVU, SIVOM, syndicat mixte, syndicat scolaire.' },
          { valeur: 'ogec', libelle: 'Un organisme de gestion d’école privée', aide: 'OGEC ou association.' },
        ]}
      />
      <ChampTexte chemin="nom" libelle="Nom officiel" valeur={saisie.nom} erreurs={erreurs} orthographe={false} />
      <ChampTexte
        chemin="siren"
        libelle="Numéro SIREN"
        aide="Neuf chiffres. Il figure sur l’avis de situation de l’Insee."
        valeur={saisie.siren}
        erreurs={erreurs}
        largeur={10}
        orthographe={false}
      />
      <ChampTexte
        chemin="code_postal"
        libelle="Code postal du siège"
        valeur={saisie.code_postal}
        erreurs={erreurs}
        largeur={5}
        autocomplete="postal-code"
        orthographe={false}
      />
      <ChampChoix
        chemin="role"
        libelle="Que ferez-vous ?"
        valeur={saisie.role}
        erreurs={erreurs}
        choix={(['redacteur', 'signataire'] as const).map((r) => ({
          valeur: r,
          libelle: ROLES[r].libelle,
          aide: ROLES[r].aide,
        }))}
      />
      <Bouton>Envoyer ma demande</Bouton>
    </Formulaire>
  </Page>
)
