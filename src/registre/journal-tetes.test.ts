import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parties, unDossier } from '../../test/dossier.ts'
import { maisonDEssai } from '../../test/maison.ts'
import { verifierJournal } from './journal.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let id: string
beforeAll(async () => {
  m = await maisonDEssai()
  id = await unDossier(m, await parties(m), { jusquau: 'complet' })
  await sql`alter table journal disable trigger journal_intouchable`.execute(m.base)
})
afterAll(() => m.fermer())

const rupture = async () => {
  const v = await verifierJournal(m.base)
  return 'rupture' in v ? v.rupture : undefined
}

test('un état changé sans acte se voit', async () => {
  expect(await rupture()).toBeUndefined()
  await sql`update dossier set etat = 'notifie' where id = ${id}`.execute(m.base)
  expect(await rupture()).toContain('son état')
  await sql`update dossier set etat = 'brouillon' where id = ${id}`.execute(m.base)
  expect(await rupture()).toBeUndefined()
})

test('un dossier dont tout le journal est effacé se voit', async () => {
  await sql`delete from journal where dossier_id = ${id}`.execute(m.base)
  await sql`update dossier set journal_rang = 0, journal_empreinte = repeat('0', 64) where id = ${id}`.execute(m.base)
  expect(await rupture()).toContain('a disparu')
})
