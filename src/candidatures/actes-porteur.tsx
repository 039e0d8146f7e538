import { clotureDe } from '../domaine/faits.ts'
import type { Champs } from '../domaine/formulaire/lire-formulaire.ts'
import { ecoleDite } from '../domaine/organismes.ts'
import type { Slice } from '../maison.ts'
import { ChampLong, ChampTexte } from '../ui/champs.tsx'
import { ChampChoix } from '../ui/champs-choix.tsx'
import { dateHeure, euros } from '../ui/formats.ts'
import { urls } from '../urls.ts'
import { type ActeEnPage, pageDActe } from './acte-page.tsx'
import type { Ecran } from './ecran.ts'
import { champ } from './formulaire-poste.ts'

const vers = (fait: string) => (e: Ecran) => urls.dossier.href({ id: e.faits.dossier.id }, { fait })
const nomEcole = (e: Ecran, uai: string | undefined) => e.faits.ecoles.find((x) => x.uai === uai)?.nom ?? ''
const present = (champs: Champs, nom: string) => (champ(champs, nom).trim() ? { [nom]: champ(champs, nom) } : {})

/** Taking a filing back, withdrawing, telling that a school changed; an ERUN's advice. */
export const routesActesPorteur: Slice = (outils) => {
  for (const page of [REPRISE, RETRAIT, CHANGEMENT, CONSEIL]) pageDActe(page)(outils)
}

const REPRISE: ActeEnPage = {
  adresse: urls.reprise,
  acte: 'reprendre_depot',
  titre: () => 'Modifier le dossier déposé',
  corps: ({ e }) => (
    <>
      <p class="govuk-body">
        Votre dossier redevient modifiable. <strong>Le premier dépôt reste valable</strong> tant que vous n’avez pas
        déposé de nouveau ; si l’appel ferme avant, c’est lui qui est examiné.
      </p>
      <p class="govuk-body">
        Vous avez jusqu’au {dateHeure(new Date(clotureDe(e.faits).getTime() - 1000))} pour déposer de nouveau. Le
        service est prévenu.
      </p>
    </>
  ),
  saisie: () => ({}),
  bouton: 'Modifier le dossier',
  vers: vers('repris'),
}

const RETRAIT: ActeEnPage = {
  adresse: urls.retrait,
  acte: 'desister',
  titre: (e) => (e.faits.dossier.montant_vote > 0 ? 'Renoncer à la subvention' : 'Retirer la candidature'),
  corps: ({ e, champs, erreurs }) => (
    <>
      <p class="govuk-body">
        Le dossier est arrêté pour toutes ses écoles.{' '}
        {e.faits.dossier.depose_le ? 'Les écoles et le service sont prévenus.' : 'Les écoles sont prévenues.'} Cet acte
        ne s’annule pas
        {e.faits.dossier.etat === 'brouillon'
          ? ' ; vous pourrez commencer un autre dossier tant que l’appel est ouvert'
          : ''}
        .
      </p>
      {e.faits.dossier.montant_paye > 0 ? (
        <p class="govuk-inset-text">
          {euros(e.faits.dossier.montant_paye)} ont déjà été versés : le service vous écrira.
        </p>
      ) : null}
      <ChampLong
        chemin="motif"
        libelle="Pourquoi ?"
        aide="Quelques mots suffisent."
        lignes={3}
        valeur={champ(champs, 'motif')}
        erreurs={erreurs}
      />
    </>
  ),
  saisie: (champs) => ({ motif: champ(champs, 'motif') }),
  bouton: (e) => (e.faits.dossier.montant_vote > 0 ? 'Renoncer à la subvention' : 'Retirer la candidature'),
  danger: true,
  vers: vers('retire'),
}

const CHANGEMENT: ActeEnPage = {
  adresse: urls.changementEcole,
  acte: 'modifier_perimetre',
  titre: (e, uai) => `Un changement pour ${ecoleDite(nomEcole(e, uai))}`,
  corps: ({ champs, erreurs }) => (
    <>
      <ChampChoix
        chemin="changement"
        libelle="Qu’est-ce qui change ?"
        erreurs={erreurs}
        valeur={champ(champs, 'changement')}
        choix={[
          { valeur: 'retiree', libelle: 'L’école ne participe plus au projet' },
          { valeur: 'fermee', libelle: 'L’école ferme' },
          { valeur: 'fusionnee', libelle: 'L’école fusionne avec une autre' },
          { valeur: 'nouvel_uai', libelle: 'L’école change de numéro UAI' },
        ]}
      />
      <ChampTexte
        chemin="nouvelUai"
        libelle="Numéro UAI de l’école qui suit"
        aide="Seulement pour une fusion ou un nouveau numéro : sept chiffres et une lettre, par exemple 0380032D."
        largeur={20}
        valeur={champ(champs, 'nouvelUai')}
        erreurs={erreurs}
        facultatif
      />
      <ChampLong
        chemin="equipements"
        libelle="Que deviennent les équipements déjà livrés ?"
        lignes={3}
        valeur={champ(champs, 'equipements')}
        erreurs={erreurs}
        facultatif
      />
      <ChampLong
        chemin="motif"
        libelle="Précisions"
        lignes={3}
        valeur={champ(champs, 'motif')}
        erreurs={erreurs}
        facultatif
      />
    </>
  ),
  saisie: (champs) => ({
    changement: champ(champs, 'changement'),
    ...present(champs, 'nouvelUai'),
    ...present(champs, 'equipements'),
    ...present(champs, 'motif'),
  }),
  bouton: 'Enregistrer le changement',
  vers: vers('change'),
}

const CONSEIL: ActeEnPage = {
  adresse: urls.conseil,
  acte: 'conseiller',
  titre: (e, uai) => `Conseiller ${ecoleDite(nomEcole(e, uai))}`,
  corps: ({ e, uai, champs, erreurs }) => (
    <>
      <p class="govuk-body">
        Votre conseil part à la mairie et à l’école. Il aide à écrire le dossier ; l’avis officiel, s’il y en a un, est
        demandé après le dépôt.{' '}
        <a class="govuk-link" href={urls.relecture.href({ id: e.faits.dossier.id })}>
          Lire le projet de {ecoleDite(nomEcole(e, uai))}
        </a>
        .
      </p>
      <ChampChoix
        chemin="sens"
        libelle="Votre avis d’ensemble"
        erreurs={erreurs}
        valeur={champ(champs, 'sens')}
        choix={[
          { valeur: 'favorable', libelle: 'Favorable' },
          { valeur: 'a_revoir', libelle: 'Des points à revoir' },
          { valeur: 'defavorable', libelle: 'Défavorable' },
        ]}
      />
      <ChampLong
        chemin="texte"
        libelle="Votre conseil"
        aide="Équipements, ressources, projet : ce qui est bien, ce qui manque."
        lignes={8}
        valeur={champ(champs, 'texte')}
        erreurs={erreurs}
      />
    </>
  ),
  saisie: (champs) => ({ sens: champ(champs, 'sens'), texte: champ(champs, 'texte') }),
  bouton: 'Envoyer le conseil',
  vers: vers('conseil'),
}
