import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parties, unDossier } from '../../test/dossier.ts'
import { maisonDEssai } from '../../test/maison.ts'
import { visiteur } from '../../test/visiteur.ts'
import { verifierJournal } from '../registre/journal.ts'
import { nettoyerComptes } from './menage.job.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
beforeAll(async () => {
  m = await maisonDEssai()
})
afterAll(() => m.fermer())

const compter = async (table: string, ou = sql`true`) =>
  (await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)} where ${ou}`.execute(m.base)).rows[0]?.n

test('un compte inutilisé depuis trois ans est prévenu, puis rendu anonyme ; ses actes restent au dossier', async () => {
  const p = await parties(m)
  const id = await unDossier(m, p)
  const fidele = await m.compte('mairie.voiron@demo.example', 'redacteur@213805633')
  m.alleAu('2027-12-10T03:40:00+01:00')
  expect(await nettoyerComptes(m.f)).toBe(0)
  expect((await m.courriels()).filter((c) => c.modele === 'compte_inactif')).toEqual([])
  m.alleAu('2027-12-20T03:40:00+01:00')
  await nettoyerComptes(m.f)
  await nettoyerComptes(m.f)
  const prevenus = (await m.courriels()).filter((c) => c.modele === 'compte_inactif')
  expect(prevenus.filter((c) => c.a[0] === 'maire@exemple.fr')).toHaveLength(1)
  // One of them comes back.
  await visiteur(m).envoyer('/connexion/demonstration', { courriel: fidele.courriel }, '/connexion')
  m.alleAu('2028-01-18T03:40:00+01:00')
  expect(await nettoyerComptes(m.f)).toBe(0)
  m.alleAu('2028-01-20T03:40:00+01:00')
  expect(await nettoyerComptes(m.f)).toBe(prevenus.length - 1)
  expect(await compter('personne', sql`courriel = 'maire@exemple.fr'`)).toBe(0)
  expect(await compter('personne', sql`courriel = ${fidele.courriel} and anonymisee_le is null`)).toBe(1)
  expect(await compter('journal', sql`dossier_id = ${id} and par = 'Camille maire' and acte = 'deposer'`)).toBe(1)
  expect(await verifierJournal(m.base)).toHaveProperty('lignes')
})

test('une personne qui n’utilise que l’API n’est pas inactive', async () => {
  const api = await m.compte('robot@exemple.fr', 'redacteur@213805633')
  m.alleAu('2030-06-01T10:00:00+02:00')
  expect((await api.api('GET', '/api/v1/dossiers')).statut).toBe(200)
  m.alleAu('2031-06-01T10:00:00+02:00')
  await nettoyerComptes(m.f)
  expect((await m.courriels()).filter((c) => c.a[0] === 'robot@exemple.fr')).toEqual([])
})

test('les secrets périmés partent dans la nuit, les traces techniques au bout d’un an, les lettres d’un dossier jamais', async () => {
  m.alleAu('2032-01-01T10:00:00+01:00')
  const v = visiteur(m)
  await v.envoyer('/connexion', { courriel: 'quelquun@exemple.fr' }, '/connexion')
  const lettres = await compter('courriel', sql`dossier_id is not null`)
  const deSignature = sql`modele = 'connexion'`
  await sql`update courriel set etat = 'garde' where ${deSignature}`.execute(m.base)
  m.alleAu('2032-01-04T03:40:00+01:00')
  await nettoyerComptes(m.f)
  expect([
    await compter('jeton_connexion'),
    await compter('limite'),
    await compter('session', sql`expire_le < now()`),
  ]).toEqual([0, 0, 0])
  expect(await compter('courriel', deSignature)).toBe(1)
  m.alleAu('2033-01-05T03:40:00+01:00')
  await nettoyerComptes(m.f)
  expect(await compter('courriel', deSignature)).toBe(0)
  expect(await compter('courriel', sql`dossier_id is not null`)).toBe(lettres)
})
