import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { maisonDEssai } from '../../test/maison.ts'
import { visiteur } from '../../test/visiteur.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let camille: Awaited<ReturnType<typeof m.compte>>
beforeAll(async () => {
  m = await maisonDEssai()
  camille = await m.compte('camille@exemple.fr', 'redacteur@213805633')
  await m.compte('mairie.voiron@demo.example', 'gestionnaire_organisme@213805633')
})
afterAll(() => m.fermer())

test('chacun change son nom et ses courriels, et voit ses rôles avec leurs dates', async () => {
  const r = await camille.envoyer('/compte', {
    nom: '  Camille   Durand ',
    'courriels.rappels': 'application',
    'courriels.messages': 'jour',
    'courriels.inventes': 'jour',
  })
  expect(r.vers).toBe('/compte?enregistre=oui')
  const page = await camille.page('/compte')
  expect(page.html).toContain('value="Camille Durand"')
  expect(page.html).toContain('Rédaction du dossier')
  expect(page.html).toContain('Voiron')
  expect(page.html).toContain('15 janvier 2025')
  const { rows } = await sql`select preferences from personne where id = ${camille.id}`.execute(m.base)
  const choix = { rappels: 'application', messages: 'jour' }
  expect(rows).toEqual([{ preferences: { rappels: false, courriels: choix } }])
  expect(page.html).toMatch(/name="courriels.messages" type="radio" value="jour" checked/)
  expect(page.html).not.toContain('courriels.livraisons')
  // What a page does not show is not changed.
  await camille.envoyer('/compte', { nom: 'Camille Durand', 'courriels.messages': 'aussitot' })
  const { rows: apres } = await sql`select preferences from personne where id = ${camille.id}`.execute(m.base)
  expect(apres).toEqual([{ preferences: { rappels: false, courriels: { ...choix, messages: 'aussitot' } } }])
  const parApi = await camille.api('PATCH', '/api/v1/moi/courriels', { rappels: 'jour' })
  expect(parApi.json).toEqual({ rappels: 'jour', messages: 'aussitot' })
  for (const faux of [{ rappels: 'jamais' }, { inconnu: 'jour' }, ['jour']])
    expect((await camille.api('PATCH', '/api/v1/moi/courriels', faux)).statut).toBe(422)
})

test('un nom vide ou une adresse en guise de nom sont refusés, et ce qui était tapé reste', async () => {
  const r = await camille.envoyer('/compte', { nom: 'camille@exemple.fr' })
  expect(r.statut).toBe(422)
  expect(r.html).toContain('par exemple Camille Durand')
  expect(r.html).toContain('value="camille@exemple.fr"')
})

test('on voit ses connexions, on en ferme une, puis toutes les autres', async () => {
  await sql`delete from session where personne_id <> ${camille.id}`.execute(m.base)
  const [bureau, telephone, tablette] = [visiteur(m), visiteur(m), visiteur(m)]
  for (const v of [bureau, telephone, tablette])
    await v.envoyer('/connexion/demonstration', { courriel: 'mairie.voiron@demo.example' }, '/connexion')
  const page = await bureau.page('/compte/sessions')
  expect(page.html).toContain('Ici, maintenant')
  const cle = /name="session" value="(\w+)"/.exec(page.html)?.[1] ?? ''
  await bureau.envoyer('/compte/sessions', { session: cle })
  const dedans = async () =>
    (await Promise.all([telephone, tablette].map((v) => v.page('/compte')))).filter((r) => r.statut === 200).length
  expect(await dedans()).toBe(1)
  await bureau.envoyer('/compte/sessions', {})
  expect(await dedans()).toBe(0)
  expect((await bureau.page('/compte')).statut).toBe(200)
})

test('personne ne ferme la connexion d’un autre', async () => {
  const v = visiteur(m)
  await v.envoyer('/connexion/demonstration', { courriel: 'mairie.voiron@demo.example' }, '/connexion')
  const { rows } = await sql<{
    cle: string
  }>`select left(empreinte, 24) as cle from session where personne_id <> ${camille.id}`.execute(m.base)
  for (const { cle } of rows) await camille.envoyer('/compte/sessions', { session: cle })
  expect((await v.page('/compte')).statut).toBe(200)
})

test('un jeton s’affiche une fois, agit, puis ne sert plus une fois révoqué', async () => {
  m.alleAu('2025-01-15T10:01:00+01:00')
  const r = await camille.envoyer('/compte/jetons', { nom: 'Logiciel de la mairie', jours: '30' })
  expect(r.statut).toBe(201)
  const secret = /laureat-code">([\w-]{43})</.exec(r.html)?.[1] ?? ''
  const api = () => m.app.inject({ url: '/api/v1/dossiers', headers: { authorization: `Bearer ${secret}` } })
  expect((await api()).statusCode).toBe(200)
  const page = await camille.page('/compte/jetons')
  expect(page.html).not.toContain(secret)
  const revoquer = /name="revoquer" value="(\w+)"/.exec(page.html)?.[1] ?? ''
  await camille.envoyer('/compte/jetons', { revoquer })
  expect((await api()).statusCode).toBe(401)
})

test('chacun télécharge ses données, sans aucun secret', async () => {
  const r = await camille.page('/compte/mes-donnees.json')
  const donnees = JSON.parse(r.html)
  expect(donnees.identite.courriel).toBe('camille@exemple.fr')
  expect(donnees.habilitations[0].role).toBe('redacteur')
  expect(r.html).not.toContain('empreinte')
})

test('fermer son compte demande une confirmation, puis efface le nom et l’adresse', async () => {
  const partant = await m.compte('partant@exemple.fr', 'redacteur@213805633')
  expect((await partant.envoyer('/compte/fermer', {})).statut).toBe(422)
  expect((await partant.envoyer('/compte/fermer', { confirmer: 'oui' })).statut).toBe(200)
  expect((await partant.page('/compte')).vers).toContain('/connexion')
  expect((await partant.api('GET', '/api/v1/dossiers')).statut).toBe(401)
  const { rows } = await sql<{
    texte: string
  }>`select p::text as texte from personne p where id = ${partant.id}`.execute(m.base)
  expect(rows[0]?.texte).not.toContain('partant')
})

test('la dernière personne responsable des accès ne laisse pas ses collègues sans personne', async () => {
  const seule = await m.compte('seule@exemple.fr', 'gestionnaire_organisme@213801400')
  await m.compte('collegue@exemple.fr', 'redacteur@213801400')
  const r = await seule.envoyer('/compte/fermer', { confirmer: 'oui' })
  expect(r.statut).toBe(409)
  expect(r.html).toContain('la dernière personne responsable des accès')
})

test('une visite prolonge la connexion, trente jours au plus', async () => {
  const v = visiteur(m)
  await v.envoyer('/connexion/demonstration', { courriel: 'mairie.voiron@demo.example' }, '/connexion')
  const statuts: number[] = []
  for (const jour of ['01-21', '01-27', '02-02', '02-08', '02-13', '02-15']) {
    m.alleAu(`2025-${jour}T10:00:00+01:00`)
    statuts.push((await v.page('/compte')).statut)
  }
  expect(statuts).toEqual([200, 200, 200, 200, 200, 303])
  m.alleAu('2025-01-15T10:00:00+01:00')
})
