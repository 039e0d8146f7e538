import type { FaitsOrganisation, Titulaire } from '../domaine/acte.ts'
import { jourParis } from '../domaine/calendrier.ts'
import type { Erreur } from '../domaine/refus.ts'
import { ROLES } from '../domaine/roles.ts'
import { ChampDate } from '../ui/champs-choix.tsx'
import { Bouton, Boutons, Formulaire } from '../ui/formulaire.tsx'
import type { Cadre } from '../ui/page.tsx'
import { urls } from '../urls.ts'

type Props = { cadre: Cadre; faits: FaitsOrganisation; modifie: Titulaire; erreurs: Erreur[] | undefined }

/** The dates of somebody's right, or its end now. */
export function ModifierAcces({ cadre, faits, modifie: t, erreurs }: Props) {
  const action = urls.acces.href({ siren: faits.code })
  return (
    <section class="laureat-carte" aria-labelledby="modifier">
      <h2 class="govuk-heading-m" id="modifier">
        {ROLES[t.role].libelle} : {t.nom}
      </h2>
      <Formulaire action={action} csrf={cadre.csrf}>
        <input type="hidden" name="version" value={faits.version} />
        <input type="hidden" name="habilitation" value={t.id} />
        <ChampDate
          chemin="jusqua"
          libelle="Date de fin"
          aide="Laissez vide pour un rôle sans limite."
          facultatif
          valeur={t.jusqua ? jourParis(t.jusqua) : ''}
          erreurs={erreurs}
        />
        <Boutons>
          <Bouton nom="acte" valeur="dater_role">
            Enregistrer la date
          </Bouton>
          <Bouton nom="acte" valeur="retirer_role" ton="secondaire">
            Retirer ce rôle maintenant
          </Bouton>
          <a class="govuk-link" href={action}>
            Annuler
          </a>
        </Boutons>
      </Formulaire>
    </section>
  )
}
