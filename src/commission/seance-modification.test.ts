import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parties, unDossier } from '../../test/dossier.ts'
import { maisonDEssai, PILOTE } from '../../test/maison.ts'
import { urls } from '../urls.ts'

const slug = PILOTE
let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let id: string
let dossier: string
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  dossier = await unDossier(m, p)
  await m.f.pool.query("update dossier set etat = 'conforme' where id = $1", [dossier])
  const r = await p.presidente.api('POST', `/api/v1/appels/${slug}/seances`, {
    date: '2025-03-20',
    heure: '14:30',
    lieu: 'Grenoble',
    membres: ['membre@exemple.fr', 'presidente@exemple.fr'],
    dossiers: [dossier],
  })
  id = r.json.id
})
afterAll(() => m.fermer())

const lettres = async () => {
  const { rows } = await sql<{ a: string[]; objet: string; pieces: { texte: string }[] }>`
    select a, objet, pieces from courriel where modele = 'convoquer' order by cree_le, a`.execute(m.base)
  return rows.map((r) => ({
    a: r.a.join(),
    objet: r.objet.replace(/[\u00a0\u202f]/g, ' '),
    sequence: /SEQUENCE:(\d+)/.exec(r.pieces[0]?.texte ?? '')?.[1],
    annule: (r.pieces[0]?.texte ?? '').includes('STATUS:CANCELLED'),
    debut: /DTSTART:(\S+)/.exec(r.pieces[0]?.texte ?? '')?.[1],
    uid: /UID:(\S+)/.exec(r.pieces[0]?.texte ?? '')?.[1],
  }))
}
const version = async () => (await p.presidente.api('GET', `/api/v1/seances/${id}`)).json.version
const jour = (j: string) => ({ 'date.jour': j, 'date.mois': '3', 'date.annee': '2025' })
const adresse = () => urls.seanceModification.href({ slug, id })
const comme = async (champs: object) => ({
  version: String(await version()),
  ...jour('20'),
  heure: '14:30',
  lieu: 'Grenoble',
  membres: ['membre@exemple.fr', 'presidente@exemple.fr'],
  agenda: 'oui',
  dossiers: dossier,
  ...champs,
})

test('avant la convocation, changer la séance ne prévient personne', async () => {
  expect((await p.presidente.page(adresse())).html).toContain('aucune lettre ne part')
  expect((await p.presidente.envoyer(adresse(), await comme({ lieu: 'Voiron' }))).statut).toBe(303)
  expect(await lettres()).toEqual([])
  expect((await p.presidente.api('GET', `/api/v1/seances/${id}`)).json.lieu).toBe('Voiron')
})

test('une fois convoqués, les membres reçoivent le nouvel horaire pour le même événement de leur agenda', async () => {
  expect((await p.presidente.acteSeance(id, 'convoquer')).statut).toBe(200)
  expect((await lettres()).map((l) => [l.a, l.sequence])).toEqual([
    ['membre@exemple.fr', '1'],
    ['presidente@exemple.fr', '1'],
  ])
  m.alleAu('2025-01-16T10:00:00+01:00')
  const fait = await p.presidente.envoyer(
    adresse(),
    await comme({
      ...jour('27'),
      heure: '9h15',
      lieu: 'Voiron',
      membres: ['membre@exemple.fr'],
      autres: 'rectorat@exemple.fr',
      message: 'La salle est prise le 20.',
    }),
  )
  expect([fait.statut, fait.vers]).toEqual([303, urls.seance.href({ slug, id }, { fait: 'modifier_seance' })])
  const neuves = (await lettres()).slice(2)
  expect(neuves.map((l) => [l.a, l.sequence, l.annule])).toEqual([
    ['membre@exemple.fr', '2', false],
    ['presidente@exemple.fr', '2', true],
    ['rectorat@exemple.fr', '2', false],
  ])
  expect(neuves[0]?.objet).toMatch(/^Séance modifiée : commission du jeudi 27 mars 2025 à 9 h 15/)
  expect(neuves[0]?.debut).toBe('20250327T081500Z')
  expect(new Set((await lettres()).map((l) => l.uid)).size).toBe(1)
})

test('le seul ordre du jour ne fait écrire à personne, sauf si on le demande', async () => {
  const avant = (await lettres()).length
  const champs = {
    ...jour('27'),
    heure: '9 h 15',
    lieu: 'Voiron',
    membres: ['membre@exemple.fr'],
    autres: 'rectorat@exemple.fr',
  }
  const { dossiers: _, ...sans } = await comme(champs)
  expect((await p.presidente.envoyer(adresse(), sans)).statut).toBe(303)
  expect((await lettres()).length).toBe(avant)
  expect(
    (await p.presidente.envoyer(adresse(), await comme({ ...champs, ajouter: dossier, prevenir: 'oui' }))).statut,
  ).toBe(303)
  expect((await lettres()).length).toBe(avant + 2)
})

test('une heure impossible ou une version dépassée se refusent, et ce qui était écrit reste', async () => {
  const fausse = await p.presidente.envoyer(adresse(), await comme({ heure: '25:00', lieu: 'Salle du conseil' }))
  expect(fausse.statut).toBe(422)
  expect(fausse.html).toContain('Salle du conseil')
  expect(fausse.html).toContain('href="#heure"')
  const perimee = await p.presidente.envoyer(adresse(), await comme({ version: '1', lieu: 'Salle du conseil' }))
  expect(perimee.statut).toBe(409)
  expect(perimee.html).toContain('Salle du conseil')
})

test('l’agenda se télécharge par ceux de l’appel seulement ; une séance ouverte ne se déplace plus', async () => {
  const ics = await p.membre.page(urls.seanceAgenda.href({ slug, id }))
  expect([ics.statut, ics.html.includes('DTSTART:20250327T081500Z')]).toEqual([200, true])
  expect((await p.maire.page(urls.seanceAgenda.href({ slug, id }))).statut).toBe(404)
  expect((await p.membre.envoyer(adresse(), await comme({}))).statut).toBe(403)
  expect((await p.presidente.acteSeance(id, 'ouvrir_seance')).statut).toBe(200)
  expect((await p.presidente.page(adresse())).statut).toBe(303)
  const tard = await p.presidente.acteSeance(id, 'modifier_seance', { heure: '10:00' })
  expect([tard.statut, tard.json.code]).toEqual([409, 'seance_ouverte'])
})
