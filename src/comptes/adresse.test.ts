import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { maisonDEssai } from '../../test/maison.ts'
import { visiteur } from '../../test/visiteur.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
beforeAll(async () => {
  m = await maisonDEssai()
})
afterAll(() => m.fermer())
beforeEach(async () => {
  await sql`delete from courriel`.execute(m.base)
  await sql`delete from limite`.execute(m.base)
})

const lienRecu = async () => {
  const { rows } = await sql<{
    blocs: string
  }>`select blocs::text from courriel where modele = 'changement_adresse'`.execute(m.base)
  return /\/compte\/adresse\/([\w-]+)/.exec(rows[0]?.blocs ?? '')?.[0] ?? ''
}
const lettres = async () => (await m.courriels()).map((c) => [c.a[0], c.objet])

test('on change d’adresse depuis la nouvelle boîte, l’ancienne l’apprend, et les droits suivent', async () => {
  const camille = await m.compte('camille@exemple.fr', 'redacteur@213805633')
  expect((await camille.envoyer('/compte/adresse', { courriel: 'Camille@Mairie-Voiron.fr' })).vers).toContain('envoye')
  const lien = await lienRecu()
  expect((await camille.acteur()).courriel).toBe('camille@exemple.fr')
  const ailleurs = visiteur(m)
  expect((await ailleurs.page(lien)).html).toContain('camille@mairie-voiron.fr')
  expect((await camille.acteur()).courriel).toBe('camille@exemple.fr')
  expect((await camille.api('GET', '/api/v1/dossiers')).statut).toBe(200)
  const r = await camille.envoyer(lien, {})
  expect(r.html).toContain('Votre adresse a changé')
  expect((await camille.api('GET', '/api/v1/dossiers')).statut).toBe(401)
  expect(await camille.acteur()).toMatchObject({
    courriel: 'camille@mairie-voiron.fr',
    habilitations: [{ role: 'redacteur', portee: '213805633' }],
  })
  expect(await lettres()).toEqual([
    ['camille@mairie-voiron.fr', 'Confirmez votre nouvelle adresse'],
    ['camille@exemple.fr', 'L’adresse de votre compte Lauréat a changé'],
  ])
  expect((await camille.page('/compte')).html).toContain('camille@mairie-voiron.fr')
  expect((await ailleurs.envoyer(lien, {}, '/connexion')).statut).toBe(410)
})

test('une adresse déjà prise, ou prise entre-temps, ne change rien, et la page ne le dit pas', async () => {
  const dominique = await m.compte('dominique@exemple.fr')
  await m.compte('prise@exemple.fr')
  const r = await dominique.envoyer('/compte/adresse', { courriel: 'prise@exemple.fr' })
  expect(r.vers).toBe('/compte/adresse?envoye=oui')
  expect(await lettres()).toEqual([['prise@exemple.fr', 'Cette adresse a déjà un compte Lauréat']])
  await sql`delete from courriel`.execute(m.base)
  await dominique.envoyer('/compte/adresse', { courriel: 'libre@exemple.fr' })
  const lien = await lienRecu()
  await m.compte('libre@exemple.fr')
  expect((await dominique.envoyer(lien, {})).statut).toBe(409)
  expect((await dominique.acteur()).courriel).toBe('dominique@exemple.fr')
})

test('une adresse mal écrite, la même, ou un lien trop vieux sont refusés avec une phrase', async () => {
  const alex = await m.compte('alex@exemple.fr')
  for (const courriel of ['', 'alex', 'ALEX@exemple.fr'])
    expect((await alex.envoyer('/compte/adresse', { courriel })).statut).toBe(422)
  await alex.envoyer('/compte/adresse', { courriel: 'alex2@exemple.fr' })
  const lien = await lienRecu()
  m.alleAu('2025-01-16T11:00:00+01:00')
  const r = await alex.page(lien)
  expect(r.statut).toBe(410)
  expect(r.html).toContain('vingt-quatre heures')
  expect((await alex.envoyer(lien, {})).statut).toBe(410)
  expect((await alex.acteur()).courriel).toBe('alex@exemple.fr')
})

test('personne ne fait écrire la plateforme à toute une liste d’adresses', async () => {
  const sacha = await m.compte('sacha@exemple.fr')
  const demander = (n: number) => sacha.envoyer('/compte/adresse', { courriel: `inconnu${n}@exemple.fr` })
  for (let n = 0; n < 10; n++) expect((await demander(n)).statut).toBe(303)
  const trop = await demander(10)
  expect([trop.statut, trop.html.includes('Attendez jusqu’à demain')]).toEqual([429, true])
  expect(await lettres()).toHaveLength(10)
})
