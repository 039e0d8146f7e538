import { ajouterJours, debutDeJournee, estJour } from '../domaine/calendrier.ts'
import { clotureDe } from '../domaine/faits.ts'
import type { Champs } from '../domaine/formulaire/lire-formulaire.ts'
import type { Slice } from '../maison.ts'
import { dateSaisie } from '../ui/champ.tsx'
import { ChampLong, ChampTexte } from '../ui/champs.tsx'
import { Case, ChampChoix, ChampDate } from '../ui/champs-choix.tsx'
import { dateHeure } from '../ui/formats.ts'
import { urls } from '../urls.ts'
import { type ActeEnPage, pageDActe } from './acte-page.tsx'
import { champ } from './formulaire-poste.ts'
import { titreOrganisme } from './mots.ts'

/** Rare acts of the service on one dossier: more time, another owner. */
export const routesActesService: Slice = (outils) => {
  for (const page of [DELAI, TRANSFERT]) pageDActe(page)(outils)
}

const coche = (champs: Champs, nom: string) => champ(champs, nom) === 'oui'
const present = (champs: Champs, nom: string) => (champ(champs, nom).trim() ? { [nom]: champ(champs, nom).trim() } : {})

const DELAI: ActeEnPage = {
  adresse: urls.delai,
  acte: 'prolonger_delai',
  titre: () => 'Prolonger le délai de ce dossier',
  corps: ({ e, champs, erreurs }) => (
    <>
      <p class="govuk-body">
        La date limite actuelle de ce dossier est le {dateHeure(new Date(clotureDe(e.faits).getTime() - 1000))}. La
        prolongation ne vaut que pour lui ; le porteur est prévenu.
      </p>
      <ChampDate
        chemin="jusqua"
        libelle="Dernier jour"
        aide="Jusqu’à 23 h 59 ce jour-là, par exemple 28 2 2025."
        valeur={dateSaisie(champs, 'jusqua')}
        erreurs={erreurs}
      />
      <ChampChoix
        chemin="motif"
        libelle="Motif"
        erreurs={erreurs}
        valeur={champ(champs, 'motif')}
        choix={[
          { valeur: 'force_majeure', libelle: 'Force majeure', aide: 'Intempéries, cyberattaque, accident…' },
          {
            valeur: 'panne_plateforme',
            libelle: 'Panne de la plateforme',
            aide: 'Elle prolonge le délai de tous : prolongez plutôt l’appel.',
          },
          { valeur: 'autre', libelle: 'Autre' },
        ]}
      />
      <ChampLong
        chemin="explication"
        libelle="Explication"
        lignes={3}
        valeur={champ(champs, 'explication')}
        erreurs={erreurs}
        facultatif
      />
      <Case
        chemin="accordDepartement"
        libelle="Le Département est d’accord"
        coche={coche(champs, 'accordDepartement')}
        erreurs={erreurs}
      />
      <Case
        chemin="accordRectorat"
        libelle="Le Rectorat est d’accord"
        coche={coche(champs, 'accordRectorat')}
        erreurs={erreurs}
      />
    </>
  ),
  saisie: (champs) => {
    const jour = dateSaisie(champs, 'jusqua')
    return {
      jusqua: estJour(jour) ? debutDeJournee(ajouterJours(jour, 1)).toISOString() : jour,
      motif: champ(champs, 'motif'),
      ...present(champs, 'explication'),
      ...(coche(champs, 'accordDepartement') ? { accordDepartement: true } : {}),
      ...(coche(champs, 'accordRectorat') ? { accordRectorat: true } : {}),
    }
  },
  bouton: 'Prolonger le délai',
  vers: (e) => urls.dossier.href({ id: e.faits.dossier.id }, { fait: 'prolonge' }),
}

const TRANSFERT: ActeEnPage = {
  adresse: urls.transfert,
  acte: 'transferer_dossier',
  titre: () => 'Transférer le dossier à un autre organisme',
  corps: ({ e, champs, erreurs }) => (
    <>
      <p class="govuk-body">
        Pour une commune nouvelle, une prise de compétence ou une dissolution : le dossier quitte{' '}
        {titreOrganisme(e.faits.organisme)} avec tout ce qu’il contient. L’historique est gardé.
      </p>
      <ChampTexte
        chemin="siren"
        libelle="SIREN du nouvel organisme"
        aide="Neuf chiffres."
        largeur={10}
        valeur={champ(champs, 'siren')}
        erreurs={erreurs}
      />
      <ChampTexte
        chemin="arrete"
        libelle="Acte qui le décide"
        aide="Par exemple : arrêté préfectoral n° 38-2025-01-02."
        valeur={champ(champs, 'arrete')}
        erreurs={erreurs}
      />
      <ChampDate chemin="date" libelle="Date d’effet" valeur={dateSaisie(champs, 'date')} erreurs={erreurs} />
      <ChampTexte
        chemin="iban"
        libelle="Nouvel IBAN, s’il est connu"
        valeur={champ(champs, 'iban')}
        erreurs={erreurs}
        facultatif
        orthographe={false}
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
    siren: champ(champs, 'siren').replace(/\s/g, ''),
    arrete: champ(champs, 'arrete'),
    date: dateSaisie(champs, 'date'),
    ...present(champs, 'iban'),
    ...present(champs, 'motif'),
  }),
  bouton: 'Transférer le dossier',
  vers: (e) => urls.dossier.href({ id: e.faits.dossier.id }, { fait: 'transfere' }),
}
