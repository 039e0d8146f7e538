import { z } from 'zod'
import { ACTES_APPEL } from '../domaine/actes/appel.ts'
import type { NomDeReponse } from './openapi-reponses.ts'

const EXPORT = ['appel', 'etat', 'q', 'ecole', 'tri']

/** The fixed addresses of the API (contrat.md §4); one row each: method, path, summary, public or not, query. */
export const LIGNES: readonly [
  methode: 'get' | 'post' | 'patch',
  chemin: string,
  resume: string,
  options?: {
    public?: true
    requete?: string[]
    corps?: string
    fait?: 200
    rend?: NomDeReponse
    liste?: NomDeReponse
    fichier?: string
    saisie?: z.ZodType
  },
][] = [
  ['get', '/sante', 'Le service est prêt et la base répond', { public: true }],
  ['get', '/api/v1/openapi.json', 'Ce document', { public: true }],
  ['get', '/api/v1/appels', 'Les appels publiés', { public: true, requete: ['limite', 'apres'], liste: 'Appel' }],
  ['get', '/api/v1/appels/{slug}', 'Un appel', { public: true, rend: 'Appel' }],
  ['get', '/api/v1/appels/{slug}/formulaire', 'Les questions d’un appel', { public: true, rend: 'Formulaire' }],
  [
    'get',
    '/api/v1/communes',
    'Chercher une commune',
    { public: true, requete: ['q', 'limite', 'apres'], liste: 'Commune' },
  ],
  [
    'get',
    '/api/v1/ecoles',
    'Chercher une école',
    { public: true, requete: ['commune', 'q', 'limite', 'apres'], liste: 'Ecole' },
  ],
  [
    'post',
    '/api/v1/appels/{slug}/dossiers',
    'Commencer un dossier',
    {
      corps: 'application/json',
      rend: 'Dossier',
      saisie: z.strictObject({ organisme: z.string().describe('Le SIREN de l’organisme.') }),
    },
  ],
  [
    'get',
    '/api/v1/dossiers',
    'Les dossiers que vous voyez',
    { requete: ['appel', 'etat', 'q', 'ecole', 'tri', 'limite', 'apres'], liste: 'ElementDossier' },
  ],
  ['get', '/api/v1/dossiers/{id}', 'Un dossier', { rend: 'Dossier' }],
  ['get', '/api/v1/dossiers/{id}/reponses', 'Les réponses d’un dossier'],
  [
    'patch',
    '/api/v1/dossiers/{id}/reponses',
    'Enregistrer des réponses, même partielles',
    { corps: 'application/json', rend: 'Completude' },
  ],
  [
    'post',
    '/api/v1/dossiers/{id}/pieces',
    'Joindre une pièce (nature, ecole, puis fichier)',
    { corps: 'multipart/form-data', rend: 'Piece' },
  ],
  ['get', '/api/v1/dossiers/{id}/pieces/{piece}', 'Télécharger une pièce', { fichier: 'application/octet-stream' }],
  ['get', '/api/v1/dossiers/{id}/messages', 'Les messages que vous lisez'],
  [
    'post',
    '/api/v1/dossiers/{id}/messages',
    'Écrire un message (texte, et fil ou objet)',
    { corps: 'application/json' },
  ],
  [
    'get',
    '/api/v1/dossiers/{id}/journal',
    'Le journal, du plus ancien au plus récent',
    { requete: ['limite', 'apres'], liste: 'LigneJournal' },
  ],
  ['get', '/api/v1/appels/{slug}/classement', 'Scores, rangs et enveloppe', { rend: 'Classement' }],
  ['get', '/api/v1/appels/{slug}/seances', 'Les séances', { requete: ['limite', 'apres'], liste: 'SeanceDeListe' }],
  [
    'post',
    '/api/v1/appels/{slug}/seances',
    'Préparer une séance',
    { corps: 'application/json', rend: 'Seance', saisie: ACTES_APPEL.preparer_seance.saisie },
  ],
  ['get', '/api/v1/appels/{slug}/seances/{id}', 'Une séance de l’appel', { rend: 'Seance' }],
  [
    'post',
    '/api/v1/appels/{slug}/seances/{id}/actes/{acte}',
    'Un acte sur une séance de l’appel\u00a0: les mêmes que /api/v1/seances/{id}/actes/…',
    { corps: 'application/json', fait: 200 },
  ],
  ['get', '/api/v1/appels/{slug}/convention', 'Le modèle des conventions en vigueur, ses balises, ses versions'],
  [
    'get',
    '/api/v1/appels/{slug}/convention/versions/{numero}',
    'Une version du modèle des conventions, et ce qu’elle a changé',
  ],
  [
    'post',
    '/api/v1/appels/{slug}/convention/modele-word',
    'Envoyer un modèle Word (champ «\u00a0modele\u00a0»)\u00a0: ses balises sont vérifiées\u202f; adoptez-le ensuite par deposer_modele_word',
    { corps: 'multipart/form-data' },
  ],
  ['get', '/api/v1/seances/{id}', 'Une séance', { rend: 'Seance' }],
  [
    'post',
    '/api/v1/seances/{id}/pieces',
    'Joindre une pièce à une séance (fichier), que l’acte nomme ensuite',
    { corps: 'multipart/form-data' },
  ],
  [
    'get',
    '/api/v1/seances/{id}/pieces/{piece}',
    'Télécharger un document de la séance',
    { fichier: 'application/octet-stream' },
  ],
  ['get', '/api/v1/moi', 'Vous, avec vos habilitations', { rend: 'Moi' }],
  ['get', '/api/v1/moi/donnees', 'Vos données personnelles'],
  [
    'patch',
    '/api/v1/moi/courriels',
    'Choisir comment arrivent vos courriels, par genre',
    { corps: 'application/json' },
  ],
  ['get', '/api/v1/organismes/{code}', 'Les personnes d’un organisme et les demandes qui attendent'],
  [
    'post',
    '/api/v1/organismes/{code}/actes/{acte}',
    'Donner, dater, retirer un rôle, répondre à une demande',
    { corps: 'application/json', fait: 200 },
  ],
  ['get', '/api/v1/ecoles/{code}/personnes', 'Les personnes d’une école'],
  [
    'post',
    '/api/v1/ecoles/{code}/actes/{acte}',
    'Confirmer la direction d’une école',
    { corps: 'application/json', fait: 200 },
  ],
  ['post', '/api/v1/rattachements', 'Demander à rejoindre un organisme ou une école', { corps: 'application/json' }],
  [
    'post',
    '/api/v1/rattachements/{id}/code',
    'Donner le code reçu à l’adresse officielle',
    { corps: 'application/json' },
  ],
  ['post', '/api/v1/invitations/accepter', 'Accepter une invitation par son jeton', { corps: 'application/json' }],
  [
    'get',
    '/api/v1/export/dossiers.csv',
    'Export des dossiers que vous voyez (csv)',
    { requete: EXPORT, fichier: 'text/csv' },
  ],
  [
    'get',
    '/api/v1/export/dossiers.xlsx',
    'Export des dossiers que vous voyez (xlsx)',
    { requete: EXPORT, fichier: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  ],
  [
    'get',
    '/api/v1/export/dossiers.ods',
    'Export des dossiers que vous voyez (ods)',
    { requete: EXPORT, fichier: 'application/vnd.oasis.opendocument.spreadsheet' },
  ],
  [
    'get',
    '/ouvert/{slug}/subventions.csv',
    'Données ouvertes, schéma SCDL «\u00a0subventions\u00a0» 2.1.1',
    { public: true, fichier: 'text/csv' },
  ],
]
