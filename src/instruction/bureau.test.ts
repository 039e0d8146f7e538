import { afterAll, beforeAll, expect, test } from 'vitest'
import { parties, unDossier } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai, PILOTE } from '../../test/maison.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let id: string
const bureau = `/bureau/${PILOTE}`
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  id = await unDossier(m, p)
})
afterAll(() => m.fermer())

test('l’agent voit ce qui l’attend, cherche sans accent, filtre ; hors de l’appel, le bureau n’existe pas', async () => {
  const accueil = await p.instructeur.page(`${bureau}?liste=a_examiner`)
  expect(accueil.statut).toBe(200)
  expect(accueil.html).toContain('Voiron')
  for (const q of ['voir', 'ECOLE JULES', ECOLES.ferry.toLowerCase(), '213805633', '2025-0001'])
    expect((await p.instructeur.page(`${bureau}?q=${encodeURIComponent(q)}`)).html).toContain('TNE38-2025-0001')
  expect((await p.instructeur.page(`${bureau}?q=inconnue`)).html).toContain('Aucun dossier ne correspond')
  expect((await p.instructeur.page(`${bureau}?etat=conforme`)).html).not.toContain('TNE38-2025-0001')
  for (const commune of ['38563', 'voir'])
    expect((await p.instructeur.page(`${bureau}?commune=${commune}`)).html).toContain('TNE38-2025-0001')
  expect((await p.instructeur.page(`${bureau}?commune=crolles`)).html).toContain('Aucun dossier ne correspond')
  expect((await p.instructeur.page(`${bureau}?commune=38563&score_min=abc&apres=zzz&tri=nimporte`)).statut).toBe(200)
  for (const qui of [p.maire, p.directrice, p.erun, p.autre]) {
    expect((await qui.page(bureau)).statut).toBe(404)
    expect((await qui.page(`${bureau}/dossiers/${id}`)).statut).toBe(404)
  }
})

test('chaque onglet du dossier s’ouvre, et l’examen se fait par la page', async () => {
  for (const onglet of ['synthese', 'ecoles', 'pieces', 'examen', 'avis', 'messages', 'historique'])
    expect([onglet, (await p.instructeur.page(`${bureau}/dossiers/${id}?onglet=${onglet}`)).statut]).toEqual([
      onglet,
      200,
    ])
  const d = await p.instructeur.api('GET', `/api/v1/dossiers/${id}`)
  const elements = [
    ...(await p.instructeur.page(`${bureau}/dossiers/${id}?onglet=examen`)).html.matchAll(/name="verdict\.(\w+)"/g),
  ].map((x) => x[1] ?? '')
  const champs = Object.fromEntries([...new Set(elements)].map((e) => [`verdict.${e}`, 'conforme']))
  const muet = await p.instructeur.envoyer(`${bureau}/dossiers/${id}/actes/examiner`, {
    ...champs,
    'verdict.debit': 'non_conforme',
    version: d.json.version,
  })
  expect(muet.statut).toBe(422)
  const fait = await p.instructeur.envoyer(`${bureau}/dossiers/${id}/actes/examiner`, {
    ...champs,
    version: d.json.version,
  })
  expect(fait.statut).toBe(303)
  const perime = await p.instructeur.envoyer(`${bureau}/dossiers/${id}/actes/declarer_conforme`, {
    version: d.json.version,
  })
  expect([perime.statut, perime.html.includes('a changé depuis')]).toEqual([409, true])
})

test('une demande de complément s’écrit par la page, élément par élément', async () => {
  const d = await p.instructeur.api('GET', `/api/v1/dossiers/${id}`)
  const page = await p.instructeur.page(`${bureau}/dossiers/${id}/actes/demander_complements`)
  expect(page.statut).toBe(200)
  const fait = await p.instructeur.envoyer(`${bureau}/dossiers/${id}/actes/demander_complements`, {
    version: d.json.version,
    'manque.debit': 'L’attestation est illisible.',
    'avant.jour': '10',
    'avant.mois': '2',
    'avant.annee': '2025',
  })
  expect(fait.statut).toBe(303)
  expect((await p.instructeur.page(fait.vers ?? '')).html).toContain('maire@exemple.fr')
})

test('les messages vont à l’autre partie, et une note interne jamais au porteur', async () => {
  await p.instructeur.envoyer(`${bureau}/dossiers/${id}`, { objet: 'Le débit', texte: 'Pouvez-vous le mesurer ?' })
  await p.instructeur.envoyer(`${bureau}/dossiers/${id}`, {
    objet: 'Entre nous',
    texte: 'Le secret de la note.',
    interne: 'oui',
  })
  const porteur = await p.maire.page(`/dossiers/${id}/messages`)
  expect(porteur.html).toContain('Pouvez-vous le mesurer')
  expect(porteur.html).not.toContain('secret de la note')
  expect((await p.instructeur.page(`${bureau}/dossiers/${id}?onglet=messages`)).html).toContain('secret de la note')
  const lettres = (await m.courriels()).filter((c) => c.modele === 'message')
  expect(lettres.some((l) => l.a.includes('maire@exemple.fr'))).toBe(true)
  expect(JSON.stringify(lettres)).not.toContain('secret de la note')
  expect(
    (await p.maire.envoyer(`/dossiers/${id}/messages`, { objet: 'Bonjour', texte: 'Voici la mesure.' })).statut,
  ).toBe(303)
  expect((await p.autre.envoyer(`/dossiers/${id}/messages`, { objet: 'Bonjour', texte: 'Curieux.' })).statut).toBe(404)
})

test('un lot montre d’abord ce qu’il fera, puis rend compte ligne par ligne', async () => {
  const apercu = await p.instructeur.envoyer(`${bureau}/lots`, { genre: 'attribuer', dossier: id })
  expect([apercu.statut, apercu.html.includes('Rien n’est fait avant')]).toEqual([200, true])
  const sans = await p.instructeur.envoyer(`${bureau}/lots`, { genre: 'attribuer', dossier: id, confirmer: 'oui' })
  expect(sans.statut).toBe(422)
  const fait = await p.instructeur.envoyer(`${bureau}/lots`, {
    genre: 'attribuer',
    dossier: id,
    confirmer: 'oui',
    agent: 'instructeur@exemple.fr',
  })
  expect(fait.statut).toBe(303)
  expect((await p.instructeur.page(fait.vers ?? '')).html).toMatch(/1.fait, 0.refusé/)
  expect((await p.maire.envoyer(`${bureau}/lots`, { genre: 'attribuer', dossier: id })).statut).toBe(404)
})
