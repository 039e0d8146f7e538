import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parties, unDossier } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai, PILOTE } from '../../test/maison.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let id: string
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  id = await unDossier(m, p, {
    lignes: { equipements: [{ article: 'ordinateur_portable', quantite: 5, prix_unitaire_ht: 60_000 }] },
  })
  const { controle } = (await p.maire.api('GET', `/api/v1/appels/${PILOTE}`)).json
  const elements = controle.map((c: { id: string }) => ({ element: c.id, verdict: 'conforme' }))
  await p.instructeur.acte(id, 'examiner', { elements })
  await p.instructeur.acte(id, 'declarer_conforme')
})
afterAll(() => m.fermer())

const attendreEnSeance = async (sur: string): Promise<string> => {
  const s = await p.presidente.api('POST', `/api/v1/appels/${PILOTE}/seances`, { date: '2025-01-15', dossiers: [id] })
  const seance: string = s.json.id
  await p.presidente.acteSeance(seance, 'ouvrir_seance')
  expect((await p.presidente.acte(id, 'mettre_en_attente', { seance, sur })).statut).toBe(200)
  expect((await p.presidente.acteSeance(seance, 'clore_seance')).statut).toBe(200)
  return seance
}
const publier = (seance: string) => p.presidente.acteSeance(seance, 'publier_resultats')

test('une seconde séance met ses projets en attente derrière ceux de la première', async () => {
  // The second school of the first session has the smaller UAI: only the rank may decide.
  const premiere = await attendreEnSeance(ECOLES.brunerie)
  const seconde = await attendreEnSeance(ECOLES.ferry)
  const { rows } = await sql`select uai, rang from projet_ecole where dossier_id = ${id} order by rang`.execute(m.base)
  expect(rows).toEqual([
    { uai: ECOLES.brunerie, rang: 1 },
    { uai: ECOLES.ferry, rang: 2 },
  ])
  // What is not published passes before nobody.
  await publier(seconde)
  await publier(premiere)
  expect((await p.presidente.acte(id, 'repecher', { sur: ECOLES.ferry })).json.code).toBe('rang_depasse')
  expect((await p.presidente.acte(id, 'repecher', { sur: ECOLES.brunerie })).statut).toBe(200)
  expect((await p.presidente.acte(id, 'repecher', { sur: ECOLES.ferry })).statut).toBe(200)
})
