import { createReadStream, existsSync } from 'node:fs'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { baseDeTest } from '../../../test/base-de-test.ts'
import { chercherEcoles } from './chercher.ts'
import { chargerCommunes } from './communes.ts'
import { importerEcoles, type OptionsEcoles } from './ecoles.ts'

const MAINTENANT = new Date('2026-11-23T10:00:00Z')
const PLUS_TARD = new Date('2026-12-01T10:00:00Z')
const REEL = '../shared/donnees/annuaire-education-094.csv'
const { base, fermer } = await baseDeTest()

beforeAll(() => chargerCommunes(base, MAINTENANT))
afterAll(fermer)

const ENTETE =
  'Nom_etablissement;Identifiant de l’établissement;TYPE_ETABLISSEMENT;Code_commune;Code_departement;Ecole_maternelle;Ecole_elementaire;Statut_public_prive;Type_contrat_prive;etat;Adresse_1'
const ligne = (
  uai: string,
  {
    nom = 'École du bourg',
    commune = '38563',
    etat = 'OUVERT',
    adresse = '',
    contrat = 'SANS OBJET',
    statut = 'Public',
  } = {},
) => [nom, uai, 'Ecole', commune, `0${commune.slice(0, 2)}`, '1', '1', statut, contrat, etat, adresse].join(';')
const fichier = (...lignes: string[]) => Readable.from([Buffer.from(`\uFEFF${ENTETE}\r\n${lignes.join('\r\n')}\r\n`)])
const importer = (flux: Readable, options: Partial<OptionsEcoles> = {}) =>
  importerEcoles(base, flux, { maintenant: MAINTENANT, ...options })

test('chaque ligne écartée a son numéro dans le fichier, même après un retour à la ligne entre guillemets', async () => {
  const bilan = await importer(
    fichier(
      ligne('0389101L', { adresse: '"1 place\r\nde la Mairie"' }),
      '',
      ligne('0389102X'),
      ligne('0389103N', { statut: 'Privé', contrat: 'HORS CONTRAT' }),
      ligne('0389104P', { commune: '99999' }),
      ligne('0389101L', { nom: 'La même' }),
      'une ligne;coupée',
    ),
  )
  expect(bilan).toEqual({
    lues: 6,
    creees: 1,
    modifiees: 0,
    fermees: 0,
    inchangees: 0,
    ignorees: [
      { ligne: 5, raison: 'UAI incorrect\u00a0: «\u00a00389102X\u00a0» (la lettre devrait être M)' },
      { ligne: 6, raison: 'école privée sans contrat («\u00a0HORS CONTRAT\u00a0»)' },
      { ligne: 7, raison: 'commune inconnue\u00a0: «\u00a099999\u00a0»' },
      { ligne: 8, raison: 'UAI 0389101L déjà lu à la ligne 2' },
      {
        ligne: 9,
        raison: '2 colonnes au lieu de 11\u00a0: un guillemet ou un point-virgule mal placé décale la ligne',
      },
    ],
  })
  const [ecole] = (await chercherEcoles(base, { uais: ['0389101L'] })).elements
  expect(ecole).toMatchObject({ adresse: '1 place de la Mairie', commune: { insee: '38563', nom: 'Voiron' } })
})

test('le même fichier importé deux fois ne crée ni ne modifie rien, et n’efface pas l’école absente', async () => {
  await importer(fichier(ligne('0389110W'), ligne('0389112Y')))
  expect(await importer(fichier(ligne('0389110W')), { maintenant: PLUS_TARD })).toMatchObject({
    creees: 0,
    modifiees: 0,
    inchangees: 1,
  })
  const { elements } = await chercherEcoles(base, { uais: ['0389110W', '0389112Y'] })
  expect(elements).toHaveLength(2)
  const { rows } = await sql<{ maj_le: Date }>`select maj_le from ecole where uai = '0389110W'`.execute(base)
  expect(rows[0]?.maj_le).toEqual(MAINTENANT)
})

test('une école renommée est modifiée ; une école qui va fermer reste ouverte ; une école fermée sort des recherches', async () => {
  await importer(fichier(ligne('0389120G'), ligne('0389121H'), ligne('0389122J')))
  const bilan = await importer(
    fichier(
      ligne('0389120G', { nom: 'École Rosa Parks' }),
      ligne('0389121H', { etat: 'A FERMER' }),
      ligne('0389122J', { etat: 'FERME' }),
    ),
    { maintenant: PLUS_TARD },
  )
  expect(bilan).toMatchObject({ creees: 0, modifiees: 2, fermees: 1 })
  const trouvees = (await chercherEcoles(base, { commune: '38563', limite: 200 })).elements.map((e) => e.uai)
  expect(trouvees).toEqual(expect.arrayContaining(['0389120G', '0389121H']))
  expect(trouvees).not.toContain('0389122J')
  expect((await chercherEcoles(base, { q: 'rosa parks' })).total).toBe(1)
})

test('une simulation compte tout et ne change rien', async () => {
  expect(await importer(fichier(ligne('0389130T')), { simuler: true })).toMatchObject({ creees: 1 })
  expect((await chercherEcoles(base, { uais: ['0389130T'] })).total).toBe(0)
})

test('un seul département est importé quand on le demande', async () => {
  const bilan = await importer(fichier(ligne('0389140D'), ligne('0259140Z', { commune: '25056' })), {
    departement: '038',
  })
  expect(bilan).toMatchObject({ lues: 2, creees: 1, ignorees: [{ ligne: 3, raison: 'autre département (25)' }] })
})

test('une école d’un arrondissement de Lyon est à Lyon, celle d’une commune fusionnée dans la commune nouvelle', async () => {
  await importer(fichier(ligne('0699101T', { commune: '69383' }), ligne('0389150P', { commune: '38165' })))
  const { elements } = await chercherEcoles(base, { uais: ['0699101T', '0389150P'] })
  expect(elements.map((e) => e.commune.nom)).toEqual(['Les Abrets en Dauphiné', 'Lyon'])
  expect((await chercherEcoles(base, { commune: '38165', q: '0389150P' })).total).toBe(1)
})

test.each([
  ['vide', '', 'Ce fichier est vide'],
  ['autre', 'nom;prix\nstylo;2', 'ne porte pas les colonnes attendues'],
  ['au guillemet jamais refermé', `${ENTETE}\n${ligne('0389160A')}\n"${ligne('0389161B')}`, 'Un guillemet ouvert'],
])('un fichier %s est refusé en entier, avec une phrase', async (_, contenu, phrase) => {
  const reponse = await importer(Readable.from(contenu ? [Buffer.from(contenu)] : []))
  expect(reponse).toMatchObject({ refus: true, statut: 422, detail: expect.stringContaining(phrase) })
  expect((await chercherEcoles(base, { uais: ['0389160A'] })).total).toBe(0)
})

test('un fichier repassé par un tableur en Windows-1252 est refusé, avec le remède', async () => {
  const reponse = await importer(Readable.from([Buffer.from(`${ENTETE}\nÉcole;0389170L`, 'latin1')]))
  expect(reponse).toMatchObject({ refus: true, detail: expect.stringContaining('UTF-8') })
})

test.skipIf(!existsSync(REEL))(
  'les 613 écoles du Val-de-Marne entrent toutes (sauté si ../shared/donnees est absent)',
  async () => {
    expect(await importer(createReadStream(REEL))).toEqual({
      lues: 613,
      creees: 613,
      modifiees: 0,
      fermees: 0,
      inchangees: 0,
      ignorees: [],
    })
    expect(await importer(createReadStream(REEL))).toMatchObject({ creees: 0, modifiees: 0, inchangees: 613 })
  },
)
