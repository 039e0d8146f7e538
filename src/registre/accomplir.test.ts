import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parties, unDossier } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai, PILOTE, VOIRON } from '../../test/maison.ts'
import { verifierJournal } from './journal.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let id: string
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  id = await unDossier(m, p)
})
afterAll(() => m.fermer())

test('une commune dépose, et chacun reçoit son accusé une seule fois', async () => {
  const d = await p.maire.api('GET', `/api/v1/dossiers/${id}`)
  expect(d.json.etat).toBe('depose')
  const recus = (await m.courriels()).filter((c) => c.acte === 'deposer').flatMap((c) => c.a)
  expect(recus).toContain('maire@exemple.fr')
  expect(recus).toContain('rectorat@exemple.fr')
  expect(recus).toContain(`ce.${ECOLES.ferry.toLowerCase()}@ac-grenoble.fr`)
  expect(new Set(recus).size).toBe(recus.length)
})

test('une commune ne dépose pas deux fois', async () => {
  const r = await p.maire.acte(id, 'deposer', { engagements: true })
  expect([r.statut, r.json.code]).toEqual([409, 'etat_incompatible'])
})

test('une autre commune ne voit pas le dossier', async () => {
  expect((await p.autre.api('GET', `/api/v1/dossiers/${id}`)).statut).toBe(404)
  expect((await p.autre.acte(id, 'deposer', { engagements: true })).statut).toBe(404)
})

test('une directrice voit son école mais ne peut pas retirer la candidature', async () => {
  const r = await p.directrice.acte(id, 'desister', { motif: 'Essai de retrait' })
  expect([r.statut, r.json.code]).toEqual([403, 'role_insuffisant'])
})

test('un champ inconnu ou une version absente sont refusés avec leur phrase', async () => {
  const sans = await p.maire.api('POST', `/api/v1/dossiers/${id}/actes/desister`, { motif: 'Essai' })
  expect(sans.statut).toBe(422)
  const inconnu = await p.maire.acte(id, 'desister', { motif: 'Essai', etat: 'notifie' })
  expect(inconnu.json.erreurs).toEqual([
    { chemin: 'etat', message: 'Le champ «\u00a0etat\u00a0» n’est pas attendu ici.' },
  ])
})

test('deux personnes qui agissent sur la même version : la seconde lit pourquoi', async () => {
  const { version } = (await p.maire.api('GET', `/api/v1/dossiers/${id}`)).json
  const [a, b] = await Promise.all([
    p.maire.api('POST', `/api/v1/dossiers/${id}/actes/inviter`, {
      version,
      courriel: 'a@exemple.fr',
      role: 'redacteur',
    }),
    p.secretaire.api('POST', `/api/v1/dossiers/${id}/actes/inviter`, {
      version,
      courriel: 'b@exemple.fr',
      role: 'redacteur',
    }),
  ])
  expect([a.statut, b.statut].sort()).toEqual([200, 409])
  expect([a, b].find((r) => r.statut === 409)?.json.code).toBe('version_perimee')
})

test('un second dossier vivant est refusé', async () => {
  const r = await p.maire.api('POST', `/api/v1/appels/${PILOTE}/dossiers`, { organisme: VOIRON.siren })
  expect([r.statut, r.json.code, r.json.dossier]).toEqual([409, 'dossier_existant', id])
})

test('le journal se vérifie, et une ligne modifiée ou retirée se voit', async () => {
  expect(await verifierJournal(m.base)).toHaveProperty('lignes')
  await sql`alter table journal disable trigger journal_intouchable`.execute(m.base)
  await sql`update journal set par = 'Quelqu’un d’autre' where dossier_id = ${id} and acte = 'deposer'`.execute(m.base)
  expect(await verifierJournal(m.base)).toHaveProperty('rupture')
  await sql`update journal set par = 'Camille maire' where dossier_id = ${id} and acte = 'deposer'`.execute(m.base)
  expect(await verifierJournal(m.base)).toHaveProperty('lignes')
  await sql`delete from journal where id = (select max(id) from journal)`.execute(m.base)
  expect(await verifierJournal(m.base)).toHaveProperty('rupture')
})
