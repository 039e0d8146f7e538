import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { parties, unDossier } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai, PILOTE } from '../../test/maison.ts'
import { relancerNotes } from '../commission/relances.job.ts'
import { LETTRES } from '../domaine/appel/lettres.ts'
import { genreDuModele, type Preferences } from '../domaine/notifications.ts'
import { relancerAvis } from '../instruction/relances-avis.job.ts'
import { envoyerRecapitulatifs } from './recapitulatif.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let dossier = ''
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  dossier = await unDossier(m, p)
})
afterAll(() => m.fermer())
beforeEach(async () => {
  await sql`delete from courriel`.execute(m.base)
})

const choisir = (qui: { id: string }, preferences: Preferences) =>
  sql`update personne set preferences = ${JSON.stringify(preferences)}::jsonb where id = ${qui.id}`.execute(m.base)
const ecrire = (objet: string) =>
  p.instructeur.envoyer(`/bureau/${PILOTE}/dossiers/${dossier}`, { objet, texte: 'Bonjour.' })
const recues = async (qui: { courriel: string }) =>
  (
    await sql<{ modele: string; etat: string; blocs: unknown }>`
      select modele, etat, blocs from courriel where a = array[${qui.courriel}] order by cree_le, id`.execute(m.base)
  ).rows

test('les messages arrivent aussitôt, en un seul courriel le soir, ou dans Lauréat seulement, comme chacun l’a choisi', async () => {
  await choisir(p.maire, { courriels: { messages: 'jour' } })
  await Promise.all([ecrire('Premier'), ecrire('Deuxième')])
  const [jour, ...autres] = await recues(p.maire)
  expect(autres).toEqual([])
  expect(jour).toMatchObject({ modele: 'recapitulatif', etat: 'recapitulatif' })
  for (const objet of ['Premier', 'Deuxième']) expect(JSON.stringify(jour?.blocs)).toContain(objet)
  expect(JSON.stringify(jour?.blocs)).toContain(`/dossiers/${dossier}/messages`)
  await envoyerRecapitulatifs(m.f)
  await ecrire('Après le départ')
  expect((await recues(p.maire)).map((l) => l.etat)).toEqual(['attente', 'recapitulatif'])
  await sql`delete from courriel`.execute(m.base)
  await choisir(p.maire, { courriels: { messages: 'application' } })
  await ecrire('Sans courriel')
  expect(await recues(p.maire)).toEqual([])
  expect((await p.maire.page(`/dossiers/${dossier}/messages`)).html).toContain('Sans courriel')
  await choisir(p.maire, {})
  await ecrire('Aussitôt')
  expect((await recues(p.maire)).map((l) => l.etat)).toEqual(['attente'])
})

test('une lettre qui décide, accuse réception ou demande part toujours', () => {
  const choisies = Object.keys(LETTRES).filter((cle) => genreDuModele(cle))
  expect(choisies.sort()).toEqual([
    'attribuer',
    'completer',
    'conseiller',
    'declarer_reception',
    'envoyer_devis',
    'relance_brouillon',
    'relance_complements',
    'relance_convention',
    'relance_versement',
    'reprendre_depot',
    'retourner_convention_signee',
    'rouvrir_projet_ecole',
    'valider_projet_ecole',
  ])
})

const seance = async (date: string) => {
  const id = '0193a6b2-7c1d-7e00-8a00-0123456789ab'
  await sql`insert into seance (id, appel, genre, date, cree_le) values (${id}, ${PILOTE}, 'technique', ${date}, ${m.porte.maintenant()})`.execute(
    m.base,
  )
  await sql`insert into seance_dossier (seance_id, dossier_id) values (${id}, ${dossier})`.execute(m.base)
}

test('un avis attendu se rappelle une fois avant la commission, avec de quoi l’arrêter', async () => {
  await p.instructeur.acte(dossier, 'demander_avis', { roles: ['ien', 'erun'], avant: '2025-03-10' })
  await seance('2025-02-20')
  m.alleAu('2025-02-12T07:20:00+01:00')
  expect(await relancerAvis(m.f)).toBe(0)
  await sql`delete from courriel`.execute(m.base)
  m.alleAu('2025-02-13T07:20:00+01:00')
  expect(await relancerAvis(m.f)).toBe(4)
  expect(await relancerAvis(m.f)).toBe(0)
  const [lettre, ...autres] = await recues(p.ien)
  expect(autres).toEqual([])
  expect(lettre?.modele).toBe('relance_avis')
  expect(JSON.stringify(lettre?.blocs)).toContain('20 février 2025')
  expect(JSON.stringify(lettre?.blocs)).toContain('/compte#courriels')
})

test('un membre de la commission est rappelé une fois pour ce qu’il peut encore noter, pas pour ce qu’il a quitté', async () => {
  await choisir(p.membre, {})
  expect(await relancerNotes(m.f)).toBe(0)
  await sql`update dossier set etat = 'conforme' where id = ${dossier}`.execute(m.base)
  const autre = await m.compte('membre2@exemple.fr', `membre_commission@${PILOTE}`)
  const refuse = await m.compte('membre3@exemple.fr', `membre_commission@${PILOTE}`)
  await choisir(refuse, { rappels: false })
  await sql`insert into deport (id, dossier_id, personne_id, par, motif, cree_le) values (gen_random_uuid(), ${dossier}, ${autre.id}, 'x', 'x', now())`.execute(
    m.base,
  )
  await sql`insert into note (id, dossier_id, ecole, personne_id, par, contenu, cree_le) values (gen_random_uuid(), ${dossier}, ${ECOLES.ferry}, ${p.maire.id}, 'x', '{}', now())`.execute(
    m.base,
  )
  expect(await relancerNotes(m.f)).toBe(2)
  expect(await relancerNotes(m.f)).toBe(0)
  expect(JSON.stringify(await recues(p.membre))).toMatch(/1\sprojet/)
  expect(await recues(autre)).toEqual([])
  expect(await recues(refuse)).toEqual([])
})
