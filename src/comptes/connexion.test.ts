import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { maisonDEssai } from '../../test/maison.ts'
import { visiteur } from '../../test/visiteur.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
beforeAll(async () => {
  m = await maisonDEssai()
  await m.compte('mairie.voiron@demo.example', 'signataire@213805633')
  await m.compte('vraie.personne@exemple.fr')
})
afterAll(() => m.fermer())

const DEMO = '/connexion/demonstration'

test('dans la démonstration, on entre d’un clic et l’on revient où l’on allait', async () => {
  const v = visiteur(m)
  const page = await v.page('/connexion?retour=/compte')
  expect(page.html).toContain('value="mairie.voiron@demo.example"')
  const r = await v.envoyer(DEMO, { courriel: 'mairie.voiron@demo.example', retour: '/compte' }, '/connexion')
  expect(r.statut).toBe(303)
  expect(r.vers).toBe('/compte')
  const cookie = r.cookies.find((c) => c.name === 'session')
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
  expect(cookie?.maxAge).toBeGreaterThan(3600)
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from session where empreinte = ${cookie?.value ?? ''}`.execute(m.base)
  expect(rows[0]?.n).toBe(0)
})

test('personne d’autre n’entre sans preuve', async () => {
  const v = visiteur(m)
  expect((await v.envoyer(DEMO, { courriel: 'vraie.personne@exemple.fr' }, '/connexion')).statut).toBe(404)
  expect(v.cookies.session).toBeUndefined()
})

test('un formulaire sans jeton est refusé', async () => {
  const v = visiteur(m)
  await v.page('/connexion')
  expect((await v.poster(DEMO, { courriel: 'mairie.voiron@demo.example' })).statut).toBe(403)
})

test('se reconnecter remplace la session, se déconnecter la termine', async () => {
  const v = visiteur(m)
  await v.envoyer(DEMO, { courriel: 'mairie.voiron@demo.example' }, '/connexion')
  const premiere = v.cookies.session
  await v.envoyer(DEMO, { courriel: 'mairie.voiron@demo.example' }, '/connexion-absente')
  expect(v.cookies.session).not.toBe(premiere)
  const ancienne = await m.app.inject({ url: '/connexion', cookies: { session: premiere ?? '' } })
  expect(ancienne.statusCode).toBe(200)
  expect((await v.page('/connexion')).statut).toBe(303)
  await v.envoyer('/deconnexion', {}, '/connexion-absente')
  expect(v.cookies.session).toBeUndefined()
})

test('sur un site en https, la session ne voyage qu’en https', async () => {
  const adresse = m.config.adressePublique
  m.config.adressePublique = 'https://aides.exemple.fr'
  const r = await visiteur(m).envoyer(DEMO, { courriel: 'mairie.voiron@demo.example' }, '/connexion')
  m.config.adressePublique = adresse
  expect(r.cookies.find((c) => c.name === 'session')?.secure).toBe(true)
})
