import { expect, test } from 'vitest'
import { type Colonne, lireLigne, reconnaitre } from './colonnes.ts'
import { lireEcole } from './ligne-ecole.ts'

const VOIRON = { insee: '38563', nom: 'Voiron', departement: '38' }
const trouver = (insee: string) => (insee === '38563' ? VOIRON : undefined)

const ECOLE = {
  Identifiant_de_l_etablissement: '0389911S',
  Nom_etablissement: 'École Jean Moulin',
  Type_etablissement: 'Ecole',
  Statut_public_prive: 'Public',
  Code_commune: '38563',
  Ecole_maternelle: '1',
  Ecole_elementaire: '1',
  Type_contrat_prive: 'SANS OBJET',
  etat: 'OUVERT',
}

function lire(changements: Record<string, string>) {
  const valeurs = { ...ECOLE, ...changements }
  const places = reconnaitre(Object.keys(valeurs))
  if ('manquantes' in places) throw new Error(places.manquantes.join())
  return lireEcole(lireLigne(places, Object.values(valeurs)), trouver)
}

test('une école publique ordinaire entre dans l’annuaire', () => {
  expect(lire({})).toMatchObject({
    uai: '0389911S',
    type: 'primaire',
    secteur: 'public',
    departement: '38',
    etat: 'ouvert',
  })
})

test.each([
  [
    { Identifiant_de_l_etablissement: '0389911A' },
    'UAI incorrect\u00a0: «\u00a00389911A\u00a0» (la lettre devrait être S)',
  ],
  [
    { Identifiant_de_l_etablissement: '389911S' },
    'UAI incorrect\u00a0: «\u00a0389911S\u00a0» (attendu\u00a0: sept chiffres et une lettre)',
  ],
  [{ Identifiant_de_l_etablissement: '' }, 'UAI absent'],
  [{ Type_etablissement: 'Collège' }, 'pas une école du premier degré (type «\u00a0Collège\u00a0»)'],
  [
    { Ecole_maternelle: '0', Ecole_elementaire: '0' },
    'pas une école du premier degré\u00a0: ni maternelle ni élémentaire',
  ],
  [
    { Statut_public_prive: 'Privé', Type_contrat_prive: 'HORS CONTRAT' },
    'école privée sans contrat («\u00a0HORS CONTRAT\u00a0»)',
  ],
  [{ Statut_public_prive: 'Privé', Type_contrat_prive: '' }, 'école privée sans contrat indiqué dans le fichier'],
  [{ Code_commune: '99999' }, 'commune inconnue\u00a0: «\u00a099999\u00a0»'],
  [{ Code_commune: '' }, 'code de la commune absent'],
  [{ Nom_etablissement: ' \u0007 ' }, 'nom de l’école absent'],
  [{ etat: 'EN TRAVAUX' }, 'état inconnu\u00a0: «\u00a0EN TRAVAUX\u00a0» (attendu\u00a0: OUVERT, A FERMER ou FERME)'],
])('une ligne qui ne convient pas est écartée avec sa raison : %o', (changements, raison) => {
  expect(lire(changements)).toBe(raison)
})

test.each([
  [
    { Statut_public_prive: 'Privé', Type_contrat_prive: "CONTRAT D'ASSOCIATION TOUTES CLASSES" },
    { contrat: 'association' },
  ],
  [
    { Statut_public_prive: 'PRIVE', Type_contrat_prive: 'CONTRAT SIMPLE SUR TOUTES LES CLASSES' },
    { contrat: 'simple' },
  ],
  [{ etat: 'A FERMER' }, { etat: 'a_fermer' }],
  [{ etat: 'FERMÉ' }, { etat: 'ferme' }],
  [{ Ecole_maternelle: '1', Ecole_elementaire: '0' }, { type: 'maternelle' }],
  [{ Ecole_maternelle: '', Ecole_elementaire: '', code_nature: '151' }, { type: 'elementaire' }],
  [{ Appartenance_Education_Prioritaire: 'REP+' }, { education_prioritaire: 'REP+' }],
  [
    { latitude: '', longitude: '', position: '' },
    { latitude: null, longitude: null },
  ],
  [
    { latitude: '45,36', longitude: '5,59' },
    { latitude: 45.36, longitude: 5.59 },
  ],
  [{ position: '48.75, 2.32' }, { latitude: 48.75, longitude: 2.32 }],
  [{ position: '{"lon": 5.5, "lat": 45.5}' }, { latitude: 45.5, longitude: 5.5 }],
  [
    { latitude: '999', longitude: '5' },
    { latitude: null, longitude: null },
  ],
  [{ Mail: 'pas une adresse' }, { courriel: null }],
  [{ Identifiant_de_l_etablissement: ' 0389911s ' }, { uai: '0389911S' }],
  [{ rpi_concentre: '1', rpi_disperse: '' }, { rpi: 'concentre' }],
  [{ rpi_concentre: '0', rpi_disperse: '2145' }, { rpi: '2145' }],
])('une ligne imparfaite mais claire est comprise : %o', (changements, attendu) => {
  expect(lire(changements)).toMatchObject(attendu)
})

test('un en-tête en majuscules, accentué, avec des espaces, est reconnu', () => {
  const places = reconnaitre(['CODE COMMUNE', 'Identifiant de l’établissement', 'NOM ÉTABLISSEMENT', 'Inconnue'])
  const attendu: [Colonne, number][] = [
    ['uai', 1],
    ['nom', 2],
    ['commune', 0],
  ]
  expect([...(places instanceof Map ? places : [])]).toEqual(attendu)
})

test('un fichier sans code de commune dit quelle colonne manque', () => {
  expect(reconnaitre(['uai', 'nom'])).toEqual({ manquantes: ['code_commune'] })
})
