import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parties, unDossier } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai, PILOTE } from '../../test/maison.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let id: string
let seance: string
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  id = await unDossier(m, p, {
    jusquau: 'conforme',
    lignes: { equipements: [{ article: 'ordinateur_portable', quantite: 5, prix_unitaire_ht: 60_000 }] },
  })
  const s = await p.presidente.api('POST', `/api/v1/appels/${PILOTE}/seances`, { date: '2025-01-15', dossiers: [id] })
  seance = s.json.id
  await p.presidente.acteSeance(seance, 'ouvrir_seance')
  await p.presidente.acte(id, 'retenir', { seance, sur: ECOLES.ferry, montant: 100_000 })
  await p.presidente.acte(id, 'ne_pas_retenir', { seance, sur: ECOLES.brunerie })
})
afterAll(() => m.fermer())

const lu = async (qui: { api: typeof p.maire.api }) => (await qui.api('GET', `/api/v1/dossiers/${id}`)).json
const change = (saisie: object) => p.maire.acte(id, 'modifier_perimetre', saisie)

test('une école qui change de numéro reste du territoire, et n’est pas déjà dans le dossier', async () => {
  const loin = await change({ sur: ECOLES.ferry, changement: 'nouvel_uai', nouvelUai: ECOLES.crolles })
  expect([loin.statut, loin.json.code]).toEqual([409, 'ecole_hors_territoire'])
  const deja = await change({ sur: ECOLES.ferry, changement: 'nouvel_uai', nouvelUai: ECOLES.brunerie })
  expect([deja.statut, deja.json.code]).toEqual([409, 'ecole_deja_inscrite'])
})

test('sous son nouveau numéro, l’école garde ses réponses et ce que la commission a décidé, sans que la commune le lise', async () => {
  const avant = await lu(p.presidente)
  const r = await change({ sur: ECOLES.ferry, changement: 'nouvel_uai', nouvelUai: ECOLES.privee })
  expect(r.statut).toBe(200)
  const apres = await lu(p.presidente)
  const ecole = apres.ecoles.find((e: { uai: string }) => e.uai === ECOLES.privee)
  expect([apres.etat, apres.montants.propose, ecole.decision]).toEqual(['retenu', 100_000, 'retenu'])
  expect(apres.montants.calcule).toBe(avant.montants.calcule)
  expect([r.json.dossier.etat, r.json.dossier.montants.propose]).toEqual(['conforme', 0])
  const reponses = (await p.maire.api('GET', `/api/v1/dossiers/${id}/reponses`)).json
  expect(reponses.ecoles[ECOLES.privee].presentation.nb_classes).toBe(5)
})

test('une école qui reprend un numéro sorti du dossier y reprend sa place avec ses notes, sans heurter celles d’avant', async () => {
  const noter = (ecole: string, le: string) =>
    sql`
    insert into note (id, dossier_id, ecole, personne_id, par, contenu, cree_le)
    values (gen_random_uuid(), ${id}, ${ecole}, ${p.membre.id}, ${le}, '{}', now())`.execute(m.base)
  await noter(ECOLES.ferry, 'avant')
  await noter(ECOLES.privee, 'maintenant')
  const r = await change({ sur: ECOLES.privee, changement: 'nouvel_uai', nouvelUai: ECOLES.ferry })
  expect(r.statut).toBe(200)
  const { rows } = await sql`select ecole, par from note where dossier_id = ${id}`.execute(m.base)
  expect(rows).toEqual([{ ecole: ECOLES.ferry, par: 'maintenant' }])
  expect((await change({ sur: ECOLES.ferry, changement: 'nouvel_uai', nouvelUai: ECOLES.privee })).statut).toBe(200)
})

test('quand la seule école retenue quitte le dossier, le dossier n’est plus retenu', async () => {
  const r = await change({ sur: ECOLES.privee, changement: 'fermee' })
  expect([r.statut, r.json.dossier.etat]).toEqual([200, 'conforme'])
  expect((await lu(p.presidente)).etat).toBe('non_retenu')
})

test('le délai de recours court depuis la publication, pas depuis la séance', async () => {
  await p.presidente.acteSeance(seance, 'clore_seance')
  m.alleAu('2025-03-10T10:00:00+01:00')
  await p.presidente.acteSeance(seance, 'publier_resultats')
  m.alleAu('2025-05-05T10:00:00+02:00')
  const r = await p.maire.acte(id, 'former_recours', { genre: 'gracieux' })
  expect([r.statut, r.json.resultat.tardif]).toEqual([200, false])
})
