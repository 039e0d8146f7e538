import { createReadStream, existsSync } from 'node:fs'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { baseDeTest } from '../../../test/base-de-test.ts'
import { chercherCommunes } from './chercher.ts'
import { chargerCommunes, communeActuelle } from './communes.ts'
import { importerContours } from './contours.ts'
import { chercherOrganismes } from './organismes.ts'

const MAINTENANT = new Date('2026-11-23T10:00:00Z')
const CONTOURS = '../shared/donnees/communes-38.geojson'
const { base, fermer } = await baseDeTest()

beforeAll(() => chargerCommunes(base, MAINTENANT))
afterAll(fermer)

test('toute la France est là : 34 969 communes, dont 512 en Isère, et 1 255 EPCI', async () => {
  const { rows } = await sql`select (select count(*)::int from commune where actuelle) as communes,
    (select count(*)::int from commune where departement = '38') as isere, (select count(*)::int from epci) as epci,
    (select count(*)::int from commune c left join epci e on e.siren = c.epci where departement = '38' and e.siren is null) as seules`.execute(
    base,
  )
  expect(rows[0]).toEqual({ communes: 34969, isere: 512, epci: 1255, seules: 0 })
})

test('un second démarrage ne recharge rien', async () => {
  expect(await chargerCommunes(base, MAINTENANT)).toEqual({ charge: false })
})

test('un nouveau millésime remplace l’ancien sans perdre la commune disparue ni son école', async () => {
  await sql`update annuaire_charge set version = '5.0.0'`.execute(base)
  await sql`insert into commune (insee, nom, departement, region, recherche) values ('38165', 'Fitilieu', '38', '84', 'fitilieu')`.execute(
    base,
  )
  await sql`insert into ecole (uai, nom, commune, departement, type, secteur, contrat, etat, recherche, maj_le)
    values ('0389201V', 'École de Fitilieu', '38165', '38', 'primaire', 'public', 'sans_objet', 'ouvert', 'fitilieu', ${MAINTENANT})`.execute(
    base,
  )
  expect(await chargerCommunes(base, MAINTENANT)).toEqual({ charge: true })
  const { rows } = await sql`select commune from ecole where uai = '0389201V'`.execute(base)
  expect(rows).toEqual([{ commune: '38001' }])
  expect((await chercherCommunes(base, 'fitilieu')).total).toBe(0)
})

test.each([
  ['13201', '13055'],
  ['69383', '69123'],
  ['75120', '75056'],
  ['38165', '38001'],
  ['20004', '2A004'],
  ['38563', '38563'],
  ['99999', null],
  ['\u0000', null],
])('le code %s désigne aujourd’hui %s', async (code, actuelle) => {
  expect(await communeActuelle(base, code)).toBe(actuelle)
})

test('une personne trouve sa commune sans accent, par son code postal, ou avec « St »', async () => {
  const noms = async (q: string) => (await chercherCommunes(base, q, 3)).elements.map((c) => c.nom)
  expect(await noms('voiron')).toEqual(['Voiron'])
  expect((await noms('st martin d h'))[0]).toBe("Saint-Martin-d'Hères")
  expect(await noms('38500')).toContain('Voiron')
  expect(await noms('%%%')).toEqual([])
})

test('les pages d’une recherche se suivent sans trou ni doublon', async () => {
  const vues: string[] = []
  let apres: string | null = null
  do {
    const page: Awaited<ReturnType<typeof chercherCommunes>> = await chercherCommunes(base, 'saint martin', 100, apres)
    vues.push(...page.elements.map((c) => c.insee))
    apres = page.suivant
    expect(page.total).toBeGreaterThan(200)
  } while (apres)
  expect(new Set(vues).size).toBe(vues.length)
  expect(vues).toHaveLength((await chercherCommunes(base, 'saint martin', 1)).total)
})

test('une commune ou une intercommunalité qui peut candidater se trouve par son nom', async () => {
  expect((await chercherOrganismes(base, 'voiron')).find((o) => o.siren === '213805633')).toMatchObject({
    nom: 'Voiron',
    type: 'commune',
    insee: '38563',
    departement: '38',
  })
  expect((await chercherOrganismes(base, 'coeur de chartreuse')).find((o) => o.siren === '200040111')).toMatchObject({
    type: 'epci',
    forme: 'CC',
    departement: '73',
    departements: ['73', '38'],
  })
  expect((await chercherOrganismes(base, 'voironnais')).map((o) => o.siren)).toEqual(['243800984'])
})

test.skipIf(!existsSync(CONTOURS))(
  'les contours de l’Isère couvrent ses 512 communes, 9 anciennes fondues (sauté si ../shared/donnees est absent)',
  async () => {
    expect(await importerContours(base, createReadStream(CONTOURS), { simuler: true })).toMatchObject({ communes: 512 })
    expect((await sql`select 1 from contour`.execute(base)).rows).toHaveLength(0)
    expect(await importerContours(base, createReadStream(CONTOURS))).toEqual({
      lus: 521,
      communes: 512,
      fondus: 9,
      ignores: [],
    })
    const { rows } =
      await sql`select count(*)::int as n, sum(jsonb_array_length(geometrie->'coordinates'))::int as polygones from contour`.execute(
        base,
      )
    expect(rows[0]).toEqual({ n: 512, polygones: 513 })
  },
)

test.each([
  ['du texte', 'bonjour', 'n’est pas du GeoJSON'],
  [
    'un point',
    '{"type":"FeatureCollection","features":[{"properties":{},"geometry":{"type":"Point","coordinates":[5,45]}}]}',
    'polygones en degrés',
  ],
])('%s n’est pas un contour : refusé, avec une phrase', async (_, contenu, phrase) => {
  expect(await importerContours(base, Readable.from([contenu]))).toMatchObject({
    refus: true,
    detail: expect.stringContaining(phrase),
  })
})
