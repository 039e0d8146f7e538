import { ajouterJours, debutDeJournee, estJour } from '../domaine/calendrier.ts'
import { clotureDe } from '../domaine/faits.ts'
import { dateHeure } from '../domaine/francais.ts'
import type { Slice } from '../maison.ts'
import { urls } from '../urls.ts'
import { type ActeEnPage, pageDActe } from './acte-page.tsx'
import { titreOrganisme } from './mots.ts'

/** Rare acts of the service on one dossier: more time, another owner. */
export const routesActesService: Slice = (outils) => {
  for (const page of [DELAI, TRANSFERT]) pageDActe(page)(outils)
}

const DELAI: ActeEnPage = {
  adresse: urls.delai,
  acte: 'prolonger_delai',
  titre: () => 'Prolonger le délai de ce dossier',
  intro: (e) => (
    <p class="govuk-body">
      La date limite actuelle de ce dossier est le {dateHeure(new Date(clotureDe(e.faits).getTime() - 1000))}. La
      prolongation ne vaut que pour lui ; le porteur est prévenu.
    </p>
  ),
  champs: [
    {
      nom: 'jusqua',
      genre: 'date',
      libelle: 'Dernier jour',
      aide: 'Jusqu’à 23 h 59 ce jour-là, par exemple 28 2 2025.',
    },
    {
      nom: 'motif',
      genre: 'choix',
      libelle: 'Motif',
      choix: [
        { valeur: 'force_majeure', libelle: 'Force majeure', aide: 'Intempéries, cyberattaque, accident…' },
        {
          valeur: 'panne_plateforme',
          libelle: 'Panne de la plateforme',
          aide: 'Elle prolonge le délai de tous : prolongez plutôt l’appel.',
        },
        { valeur: 'autre', libelle: 'Autre' },
      ],
    },
    { nom: 'explication', genre: 'long', lignes: 3, facultatif: true, libelle: 'Explication' },
    { nom: 'accordDepartement', genre: 'case', libelle: 'Le Département est d’accord' },
    { nom: 'accordRectorat', genre: 'case', libelle: 'Le Rectorat est d’accord' },
  ],
  // People say the last day; the act wants the instant at which it is over.
  saisie: ({ jusqua, ...reste }) => ({
    ...reste,
    jusqua:
      typeof jusqua === 'string' && estJour(jusqua) ? debutDeJournee(ajouterJours(jusqua, 1)).toISOString() : jusqua,
  }),
  bouton: 'Prolonger le délai',
  vers: (e) => urls.dossier.href({ id: e.faits.dossier.id }, { fait: 'prolonge' }),
}

const TRANSFERT: ActeEnPage = {
  adresse: urls.transfert,
  acte: 'transferer_dossier',
  titre: () => 'Transférer le dossier à un autre organisme',
  intro: (e) => (
    <p class="govuk-body">
      Pour une commune nouvelle, une prise de compétence ou une dissolution : le dossier quitte{' '}
      {titreOrganisme(e.faits.organisme)} avec tout ce qu’il contient. L’historique est gardé.
    </p>
  ),
  champs: [
    {
      nom: 'siren',
      genre: 'texte',
      largeur: 10,
      code: true,
      libelle: 'SIREN du nouvel organisme',
      aide: 'Neuf chiffres.',
    },
    {
      nom: 'arrete',
      genre: 'texte',
      libelle: 'Acte qui le décide',
      aide: 'Par exemple : arrêté préfectoral n° 38-2025-01-02.',
    },
    { nom: 'date', genre: 'date', libelle: 'Date d’effet' },
    { nom: 'iban', genre: 'texte', code: true, facultatif: true, libelle: 'Nouvel IBAN, s’il est connu' },
    { nom: 'motif', genre: 'long', lignes: 3, facultatif: true, libelle: 'Précisions' },
  ],
  bouton: 'Transférer le dossier',
  vers: (e) => urls.dossier.href({ id: e.faits.dossier.id }, { fait: 'transfere' }),
}
