import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parties, unDossier } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai, PILOTE, VOIRON } from '../../test/maison.ts'
import { canonique, sha256 } from '../registre/journal.ts'
import { oublierInterrompus } from './idempotence.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let id: string
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  id = await unDossier(m, p, { jusquau: 'complet' })
})
afterAll(() => m.fermer())

test('la description OpenAPI nomme chaque acte avec sa saisie', async () => {
  const r = await m.app.inject({ method: 'GET', url: '/api/v1/openapi.json' })
  const doc = r.json()
  expect(doc.openapi).toBe('3.1.0')
  const deposer = doc.paths['/api/v1/dossiers/{id}/actes/deposer'].post.requestBody.content['application/json'].schema
  expect(Object.keys(deposer.properties)).toEqual(
    expect.arrayContaining(['engagements', 'signataire', 'accordDirection', 'version']),
  )
})

test('la description OpenAPI nomme aussi les séances et chaque format d’export', async () => {
  const { paths } = (await m.app.inject({ method: 'GET', url: '/api/v1/openapi.json' })).json()
  const methodes = (chemin: string) => Object.keys(paths[chemin] ?? {}).sort()
  for (const format of ['csv', 'xlsx', 'ods']) expect(methodes(`/api/v1/export/dossiers.${format}`)).toEqual(['get'])
  expect(methodes('/api/v1/appels/{slug}/seances')).toEqual(['get', 'post'])
  expect(methodes('/api/v1/appels/{slug}/seances/{id}/actes/{acte}')).toEqual(['post'])
})

test('chaque question publique dit sa condition, les colonnes d’un tableau comprises', async () => {
  const { sections } = (await m.app.inject({ method: 'GET', url: `/api/v1/appels/${PILOTE}/formulaire` })).json()
  type Question = { si: unknown; colonnes?: Question[] }
  const toutes: Question[] = sections.flatMap((s: { questions: Question[] }) =>
    s.questions.flatMap((q) => [q, ...(q.colonnes ?? [])]),
  )
  expect(toutes.filter((q) => q.si === undefined)).toEqual([])
})

test('sans jeton ou avec un faux jeton, la réponse est 401', async () => {
  for (const authorization of [undefined, 'Bearer faux', `Bearer ${'x'.repeat(43)}`]) {
    const r = await m.app.inject({
      method: 'GET',
      url: `/api/v1/dossiers/${id}`,
      headers: authorization ? { authorization } : {},
    })
    expect([r.statusCode, r.headers['content-type'], r.json().code]).toEqual([
      401,
      'application/problem+json; charset=utf-8',
      'jeton_invalide',
    ])
  }
})

test('une demande que l’arrêt du serveur a coupée se refait aussitôt avec sa clé', async () => {
  const { version } = (await p.maire.api('GET', `/api/v1/dossiers/${id}`)).json
  const corps = { version, date: '2025-01-10' }
  const url = `/api/v1/dossiers/${id}/actes/consigner_reunion`
  await sql`insert into idempotence (personne_id, cle, empreinte, statut, reponse, cree_le)
    values (${p.maire.id}, 'coupee', ${sha256(canonique([url, corps]))}, 0, '{}', now())`.execute(m.base)
  await oublierInterrompus(m.base)
  expect((await p.maire.api('POST', url, corps, { 'idempotency-key': 'coupee' })).statut).toBe(200)
})

test('la même clé d’idempotence donne la même réponse, avec un autre contenu elle est refusée', async () => {
  const { version } = (await p.maire.api('GET', `/api/v1/dossiers/${id}`)).json
  const corps = { version, courriel: 'collegue@exemple.fr', role: 'redacteur' }
  const url = `/api/v1/dossiers/${id}/actes/inviter`
  const [a, b] = await Promise.all([1, 2].map(() => p.maire.api('POST', url, corps, { 'idempotency-key': 'cle-1' })))
  expect([a?.statut, b?.statut]).toEqual([200, 200])
  expect(JSON.stringify(a?.json)).toBe(JSON.stringify(b?.json))
  expect(
    (await p.maire.api('POST', url, { ...corps, courriel: 'autre@exemple.fr' }, { 'idempotency-key': 'cle-1' })).statut,
  ).toBe(422)
})

test('If-Match refuse une version périmée, et l’ETag suit', async () => {
  const r = await p.maire.api('GET', `/api/v1/dossiers/${id}`)
  expect(r.entetes.etag).toBe(`"${r.json.version}"`)
  const perimee = await p.maire.api(
    'PATCH',
    `/api/v1/dossiers/${id}/reponses`,
    { commune: { contact_nom: 'Autre' } },
    { 'if-match': `"${r.json.version - 1}"` },
  )
  expect([perimee.statut, perimee.json.code]).toEqual([409, 'version_perimee'])
  expect((await p.maire.api('PATCH', `/api/v1/dossiers/${id}/reponses`, {}, { 'if-match': 'sept' })).statut).toBe(422)
})

test('une réponse partielle ou fausse est gardée, une question inconnue est refusée', async () => {
  const url = `/api/v1/dossiers/${id}/reponses`
  const fausse = await p.maire.api('PATCH', url, { commune: { contact_courriel: 'pas une adresse' } })
  expect(fausse.statut).toBe(200)
  expect(fausse.json.completude.manquants.map((x: { chemin: string }) => x.chemin)).toContain(
    'commune.contact_courriel',
  )
  const inconnue = await p.maire.api('PATCH', url, { commune: { solde_bancaire: 3 } })
  expect([inconnue.statut, inconnue.json.erreurs[0].chemin]).toEqual([422, 'commune.solde_bancaire'])
  await p.maire.api('PATCH', url, { commune: { contact_courriel: 'mairie@exemple.fr' } })
})

test('une directrice n’écrit que dans son école, un ERUN n’écrit pas', async () => {
  const url = `/api/v1/dossiers/${id}/reponses`
  const section = { projet: { objectifs: 'Rendre les supports lisibles.' } }
  expect((await p.directrice.api('PATCH', url, { ecoles: { [ECOLES.ferry]: section } })).statut).toBe(200)
  expect((await p.directrice.api('PATCH', url, { commune: { contact_nom: 'X' } })).statut).toBe(403)
  expect((await p.erun.api('PATCH', url, { ecoles: { [ECOLES.ferry]: section } })).statut).toBe(404)
  await p.maire.acte(id, 'inviter', { courriel: 'erun@exemple.fr', role: 'erun', uai: ECOLES.ferry })
  expect((await p.erun.api('PATCH', url, { ecoles: { [ECOLES.ferry]: section } })).statut).toBe(403)
  expect(
    (await p.erun.acte(id, 'conseiller', { sur: ECOLES.ferry, sens: 'favorable', texte: 'Un projet solide.' })).statut,
  ).toBe(200)
})

test('l’instructeur ne voit pas un brouillon', async () => {
  expect((await p.instructeur.api('GET', `/api/v1/dossiers/${id}`)).statut).toBe(404)
  expect((await p.instructeur.api('GET', '/api/v1/dossiers')).json.total).toBe(0)
})

test('les listes se parcourent page par page, une limite folle est refusée', async () => {
  const communes = await m.app.inject({ method: 'GET', url: '/api/v1/communes?limite=2' })
  expect(communes.json()).toMatchObject({ total: 4 })
  const suite = await m.app.inject({ method: 'GET', url: `/api/v1/communes?limite=2&apres=${communes.json().suivant}` })
  expect(suite.json().elements).toHaveLength(2)
  expect((await m.app.inject({ method: 'GET', url: '/api/v1/appels?limite=500' })).statusCode).toBe(422)
})

test('un fichier interdit est refusé avec sa phrase, un envoi sans nature aussi', async () => {
  const envoyer = (corps: string) =>
    m.app.inject({
      method: 'POST',
      url: `/api/v1/dossiers/${id}/pieces`,
      headers: { authorization: `Bearer ${p.maire.jeton}`, 'content-type': 'multipart/form-data; boundary=b' },
      payload: corps,
    })
  const fichier = (nom: string, type: string, contenu: string) =>
    `--b\r\nContent-Disposition: form-data; name="fichier"; filename="${nom}"\r\nContent-Type: ${type}\r\n\r\n${contenu}\r\n--b--\r\n`
  const nature = '--b\r\nContent-Disposition: form-data; name="nature"\r\n\r\nattestation_debit\r\n'
  expect((await envoyer(fichier('a.pdf', 'application/pdf', '%PDF-1.4'))).statusCode).toBe(422)
  const exe = await envoyer(nature + fichier('a.pdf', 'application/pdf', 'MZ\u0090\u0000 programme'))
  expect(exe.statusCode).toBeGreaterThanOrEqual(415)
  expect(exe.json().detail).toMatch(/[a-zé]/)
  expect((await p.maire.api('GET', `/api/v1/dossiers/${id}`)).json.pieces).toHaveLength(2)
})

test('un caractère nul, une moitié d’émoji ou un objet sans fond ne cassent rien', async () => {
  const { version } = (await p.maire.api('GET', `/api/v1/dossiers/${id}`)).json
  const acte = (corps: string) =>
    m.app.inject({
      method: 'POST',
      url: `/api/v1/dossiers/${id}/actes/inviter`,
      headers: { authorization: `Bearer ${p.maire.jeton}`, 'content-type': 'application/json' },
      payload: corps,
    })
  const nul = await acte(
    `{"version":${version},"courriel":"nul\\u0000@exemple.fr","role":"redacteur","commentaire":"a\\ud800b"}`,
  )
  expect(nul.statusCode).toBe(200)
  expect((await acte(`{"version":${'['.repeat(5000)}${']'.repeat(5000)}}`)).statusCode).toBe(422)
  for (const url of ['/api/v1/dossiers?ecole=%00', '/api/v1/appels/%00', '/appels/%00'])
    expect((await p.maire.api('GET', url)).statut).toBe(404)
})

test('hors de son territoire ou d’un autre organisme, une école est refusée', async () => {
  const ailleurs = await p.maire.acte(id, 'inscrire_ecole', { uai: ECOLES.crolles })
  expect([ailleurs.statut, ailleurs.json.code]).toEqual([409, 'ecole_hors_territoire'])
  expect((await p.autre.api('POST', `/api/v1/appels/${PILOTE}/dossiers`, { organisme: VOIRON.siren })).statut).toBe(404)
})

test('l’appel ferme à minuit, heure de Paris, à la seconde', async () => {
  const autre = await m.compte('legua@exemple.fr', 'redacteur@213801871')
  m.alleAu('2025-02-21T23:59:59+01:00')
  const ouvert = await autre.api('POST', `/api/v1/appels/${PILOTE}/dossiers`, { organisme: '213801871' })
  expect(ouvert.statut).toBe(201)
  m.alleAu('2025-02-22T00:00:00+01:00')
  const r = await p.maire.acte(id, 'deposer', { engagements: true })
  expect([r.statut, r.json.code]).toEqual([409, 'appel_clos'])
  expect(r.json.detail).toMatch(/21.février.2025 à 23.h.59/)
})
