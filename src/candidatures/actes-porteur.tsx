import { clotureDe } from '../domaine/faits.ts'
import { dateHeure } from '../domaine/francais.ts'
import { euros } from '../domaine/montants.ts'
import { ecoleDite } from '../domaine/organismes.ts'
import type { Slice } from '../maison.ts'
import { urls } from '../urls.ts'
import { type ActeEnPage, pageDActe } from './acte-page.tsx'
import type { Ecran } from './ecran.ts'

const vers = (fait: string) => (e: Ecran) => urls.dossier.href({ id: e.faits.dossier.id }, { fait })
const nomEcole = (e: Ecran, uai: string | undefined) => e.faits.ecoles.find((x) => x.uai === uai)?.nom ?? ''

/** Taking a filing back, withdrawing, telling that a school changed; an ERUN's advice. */
export const routesActesPorteur: Slice = (outils) => {
  for (const page of [REPRISE, RETRAIT, CHANGEMENT, CONSEIL]) pageDActe(page)(outils)
}

const REPRISE: ActeEnPage = {
  adresse: urls.reprise,
  acte: 'reprendre_depot',
  titre: () => 'Modifier le dossier déposé',
  intro: (e) => (
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
  bouton: 'Modifier le dossier',
  vers: vers('repris'),
}

const RETRAIT: ActeEnPage = {
  adresse: urls.retrait,
  acte: 'desister',
  titre: (e) => (e.faits.dossier.montant_vote > 0 ? 'Renoncer à la subvention' : 'Retirer la candidature'),
  intro: (e) => (
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
    </>
  ),
  champs: [{ nom: 'motif', genre: 'long', lignes: 3, libelle: 'Pourquoi ?', aide: 'Quelques mots suffisent.' }],
  bouton: (e) => (e.faits.dossier.montant_vote > 0 ? 'Renoncer à la subvention' : 'Retirer la candidature'),
  danger: true,
  vers: vers('retire'),
}

const CHANGEMENT: ActeEnPage = {
  adresse: urls.changementEcole,
  acte: 'modifier_perimetre',
  titre: (e, uai) => `Un changement pour ${ecoleDite(nomEcole(e, uai))}`,
  champs: [
    {
      nom: 'changement',
      genre: 'choix',
      libelle: 'Qu’est-ce qui change ?',
      choix: [
        { valeur: 'retiree', libelle: 'L’école ne participe plus au projet' },
        { valeur: 'fermee', libelle: 'L’école ferme' },
        { valeur: 'fusionnee', libelle: 'L’école fusionne avec une autre' },
        { valeur: 'nouvel_uai', libelle: 'L’école change de numéro UAI' },
      ],
    },
    {
      nom: 'nouvelUai',
      genre: 'texte',
      largeur: 20,
      code: true,
      facultatif: true,
      libelle: 'Numéro UAI de l’école qui suit',
      aide: 'Seulement pour une fusion ou un nouveau numéro : sept chiffres et une lettre, par exemple 0380032D.',
    },
    {
      nom: 'equipements',
      genre: 'long',
      lignes: 3,
      facultatif: true,
      libelle: 'Que deviennent les équipements déjà livrés ?',
    },
    { nom: 'motif', genre: 'long', lignes: 3, facultatif: true, libelle: 'Précisions' },
  ],
  bouton: 'Enregistrer le changement',
  vers: vers('change'),
}

const CONSEIL: ActeEnPage = {
  adresse: urls.conseil,
  acte: 'conseiller',
  titre: (e, uai) => `Conseiller ${ecoleDite(nomEcole(e, uai))}`,
  intro: (e, uai) => (
    <p class="govuk-body">
      Votre conseil part à la mairie et à l’école. Il aide à écrire le dossier ; l’avis officiel, s’il y en a un, est
      demandé après le dépôt.{' '}
      <a class="govuk-link" href={urls.relecture.href({ id: e.faits.dossier.id })}>
        Lire le projet de {ecoleDite(nomEcole(e, uai))}
      </a>
      .
    </p>
  ),
  champs: [
    {
      nom: 'sens',
      genre: 'choix',
      libelle: 'Votre avis d’ensemble',
      choix: [
        { valeur: 'favorable', libelle: 'Favorable' },
        { valeur: 'a_revoir', libelle: 'Des points à revoir' },
        { valeur: 'defavorable', libelle: 'Défavorable' },
      ],
    },
    {
      nom: 'texte',
      genre: 'long',
      lignes: 8,
      libelle: 'Votre conseil',
      aide: 'Équipements, ressources, projet : ce qui est bien, ce qui manque.',
    },
  ],
  bouton: 'Envoyer le conseil',
  vers: vers('conseil'),
}
