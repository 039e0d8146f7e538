import { afterAll, beforeAll, expect, test } from 'vitest'
import { parties, unDossier } from '../../test/dossier.ts'
import { maisonDEssai, PILOTE } from '../../test/maison.ts'
import { lireTravail } from './travail.ts'
import { COMPTEURS } from './travail-compteurs.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
})
afterAll(() => m.fermer())

test('chaque agent voit en arrivant ce qui l’attend, combien et jusqu’à quand', async () => {
  expect((await p.instructeur.page('/mon-espace')).html).toContain('Rien ne vous attend sur cet appel.')
  const id = await unDossier(m, p)
  await p.instructeur.acte(id, 'demander_avis', { roles: ['rectorat'], avant: '2025-02-10' })
  const instructeur = await p.instructeur.page('/mon-espace')
  expect(instructeur.html).toMatch(/liste=a_attribuer">1\sdossier à attribuer/)
  const rectorat = (await p.rectorat.page('/mon-espace')).html
  expect(rectorat).toMatch(/2\savis à donner/)
  expect(rectorat).toContain('10 février 2025')
  expect(rectorat).not.toContain('à attribuer')
  expect((await p.maire.page('/mon-espace')).html).not.toContain('à attribuer')
})

test('les demandes d’accès sont à portée de main de qui y répond, et de personne d’autre', async () => {
  await p.autre.envoyer('/compte/rattachement', { organisme: '213801400', role: 'redacteur', voie: 'agent' })
  const lien = 'href="/demandes-acces"'
  for (const page of ['/mon-espace', `/bureau/${PILOTE}`]) expect((await p.instructeur.page(page)).html).toContain(lien)
  expect((await p.instructeur.page('/mon-espace')).html).toMatch(/1\sdemande d’accès attend votre réponse/)
  expect((await p.maire.page('/mon-espace')).html).not.toContain(lien)
  expect((await p.membre.page('/mon-espace')).html).not.toContain(lien)
})

test('chaque compteur se lit, et mène à une page de l’appel', async () => {
  const roles = [...new Set(COMPTEURS.flatMap((c) => c.roles))]
  expect(await lireTravail(m.base, PILOTE, roles, m.porte.maintenant())).not.toEqual([])
  expect(await lireTravail(m.base, PILOTE, ['lecteur'], m.porte.maintenant())).toEqual([])
  for (const c of COMPTEURS) expect(c.href(PILOTE)).toContain(PILOTE)
})
