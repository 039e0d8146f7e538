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
    jusquau: 'conforme',
    lignes: { equipements: [{ article: 'ordinateur_portable', quantite: 5, prix_unitaire_ht: 60_000 }] },
  })
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
  // Beside a school already kept, the one that waits has a ceiling of its own: it is not called for nothing.
  expect((await projets()).map((x) => Number(x.montant) > 0)).toEqual([true, true])
})

const projets = async () =>
  (
    await sql<{
      montant: number
    }>`select uai, decision, rang, montant_propose::int as montant from projet_ecole where dossier_id = ${id} order by uai`.execute(
      m.base,
    )
  ).rows

test('retenir depuis la liste d’attente se rectifie à deux : l’école reprend son rang, et peut être retenue encore', async () => {
  const presidence = await m.compte('presidence@exemple.fr', `presidence@${PILOTE}`)
  const avant = await projets()
  const demande = {
    acte: 'repecher',
    cible: ECOLES.brunerie,
    motif: 'Le désistement qui libérait la place était une erreur.',
  }
  expect((await p.instructeur.acte(id, 'rectifier', demande)).statut).toBe(403)
  const autre = await p.presidente.acte(id, 'rectifier', { ...demande, cible: '0389999Z' })
  expect([autre.statut, autre.json.erreurs[0].chemin]).toEqual([422, 'cible'])
  const demandee = await p.presidente.acte(id, 'rectifier', demande)
  expect(demandee.statut).toBe(200)
  // The one who asked is not the one awaited, nor the one who approves.
  expect(demandee.json.dossier.enAttenteDe).toContainEqual(
    expect.objectContaining({ role: 'presidence', acte: 'approuver_rectification' }),
  )
  expect(await projets()).toEqual(avant)
  const { rows } = await sql<{ id: string }>`select id from procedure_suivie where etat = 'a_approuver'`.execute(m.base)
  const sur = rows[0]?.id
  expect((await p.presidente.acte(id, 'approuver_rectification', { sur })).json.code).toBe('meme_personne')
  const approuvee = await presidence.acte(id, 'approuver_rectification', { sur })
  expect([approuvee.statut, approuvee.json.dossier.etat]).toEqual([200, 'retenu'])
  expect(await projets()).toContainEqual({ uai: ECOLES.brunerie, decision: 'liste_attente', rang: 1, montant: 0 })
  const lettres = (await m.courriels()).filter((c) => c.modele === 'rectifier')
  expect(lettres.length).toBeGreaterThan(1)
  const ecole = await sql<{ courriel: string }>`select courriel from ecole where uai = ${ECOLES.brunerie}`.execute(
    m.base,
  )
  expect(lettres.flatMap((c) => c.a)).toContain(ecole.rows[0]?.courriel)
  expect(JSON.stringify(lettres)).toMatch(/de nouveau en liste d’attente.*était une erreur\."/)
  const rejouee = await p.presidente.acte(id, 'rectifier', demande)
  expect([rejouee.statut, rejouee.json.erreurs[0].chemin]).toEqual([422, 'cible'])
  expect((await p.presidente.acte(id, 'repecher', { sur: ECOLES.brunerie })).statut).toBe(200)
  expect(await projets()).toEqual(avant)
})

test('un projet retenu depuis la liste et inscrit au vote ne retourne pas en attente', async () => {
  await sql`insert into seance (id, appel, genre, etat, date, cree_le) values ('01a20000-0000-7000-8000-000000000001', ${PILOTE}, 'permanente', 'preparee', '2025-06-01', now())`.execute(
    m.base,
  )
  await sql`insert into seance_dossier (seance_id, dossier_id, ordre) values ('01a20000-0000-7000-8000-000000000001', ${id}, 1)`.execute(
    m.base,
  )
  const r = await p.presidente.acte(id, 'rectifier', { acte: 'repecher', cible: ECOLES.ferry, motif: 'Trop tard.' })
  expect([r.statut, r.json.code]).toEqual([409, 'inscrit_au_vote'])
})
