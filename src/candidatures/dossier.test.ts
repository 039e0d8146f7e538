import { afterAll, beforeAll, expect, test } from 'vitest'
import { parties, unDossier } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai, PILOTE, VOIRON } from '../../test/maison.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let id: string
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
})
afterAll(() => m.fermer())

test('une mairie commence un dossier depuis son espace', async () => {
  const espace = await p.maire.page('/mon-espace')
  expect(espace.statut).toBe(200)
  expect(espace.html).toContain('Commencer un dossier')
  expect((await p.maire.page(`/appels/${PILOTE}/candidater`)).html).toContain('Commune de Voiron')
  const r = await p.maire.envoyer(`/appels/${PILOTE}/candidater`, { organisme: VOIRON.siren })
  expect(r.statut).toBe(303)
  id = /dossiers\/([0-9a-f-]+)/.exec(r.vers ?? '')?.[1] ?? ''
  const encore = await p.maire.envoyer(`/appels/${PILOTE}/candidater`, { organisme: VOIRON.siren })
  expect(encore.statut).toBe(409)
  expect(encore.html).toContain(`/dossiers/${id}`)
})

test('une mairie ne candidate pas pour une autre', async () => {
  const r = await p.maire.envoyer(`/appels/${PILOTE}/candidater`, { organisme: '213801400' })
  expect(r.statut).toBe(404)
})

test('le dossier dit ce qui est attendu de la mairie', async () => {
  const { html, statut } = await p.maire.page(`/dossiers/${id}`)
  expect(statut).toBe(200)
  expect(html).toContain('On vous attend')
  expect(html).toContain('ajoutez les écoles de votre projet')
})

test('une autre commune, ou un numéro inventé, lit la même page introuvable', async () => {
  const cachee = await p.autre.page(`/dossiers/${id}`)
  expect(cachee.statut).toBe(404)
  expect(cachee.html).toContain('connectez-vous avec le compte qui y a accès')
  expect((await p.maire.page('/dossiers/00000000-0000-4000-8000-000000000000')).statut).toBe(404)
  expect((await p.maire.page('/dossiers/nimporte')).statut).toBe(404)
})

test('chacun lit le dossier depuis sa place', async () => {
  await p.maire.acte(id, 'desister', { motif: 'Essai de retrait' })
  const complet = await unDossier(m, p, { jusquau: 'complet' })
  const ecole = await p.directrice.page(`/dossiers/${complet}`)
  expect(ecole.html).toContain('Le projet de vos écoles')
  expect(ecole.html).not.toContain('Relire et déposer')
  expect((await p.erun.page(`/dossiers/${complet}`)).statut).toBe(404)
  await p.maire.acte(complet, 'inviter', { courriel: 'erun@exemple.fr', role: 'erun' })
  expect((await p.erun.page(`/dossiers/${complet}`)).statut).toBe(200)
  expect((await p.erun.page('/mon-espace')).html).toContain(complet)
  expect((await p.directrice.page('/mon-espace')).html).toContain('validez-le')
  expect((await p.directrice.page('/mon-espace')).html).toContain('École Jules Ferry')
  expect((await p.maire.page(`/dossiers/${complet}`)).html).toContain('laissez l’école valider son projet')
  for (const uai of [ECOLES.ferry, ECOLES.brunerie])
    await p.directrice.acte(complet, 'valider_projet_ecole', { sur: uai })
  expect((await p.maire.page(`/dossiers/${complet}`)).html).toContain('tout est prêt')
  await p.maire.acte(complet, 'deposer', { engagements: true })
  const depose = await p.maire.page(`/dossiers/${complet}`)
  expect(depose.html).toContain('Candidature reçue le')
  expect((await p.instructeur.page(`/dossiers/${complet}`)).statut).toBe(200)
})

test('une mairie relance une école, une fois par jour', async () => {
  await p.maire.acte((await p.maire.api('GET', '/api/v1/dossiers')).json.elements[0].id, 'desister', { motif: 'Essai' })
  const autre = await unDossier(m, p, { jusquau: 'complet' })
  expect((await p.maire.page(`/dossiers/${autre}`)).html).toContain('Lui envoyer un rappel')
  const rappel = `/dossiers/${autre}/ecoles/${ECOLES.ferry}/rappel`
  expect((await p.directrice.envoyer(rappel, {})).statut).toBe(403)
  const avant = (await m.courriels()).length
  expect((await p.maire.envoyer(rappel, {})).vers).toContain('fait=rappele')
  const apres = (await m.courriels()).length
  expect(apres).toBeGreaterThan(avant)
  expect((await p.maire.envoyer(rappel, {})).vers).toContain('fait=deja_rappele')
  expect((await m.courriels()).length).toBe(apres)
})

test('après la clôture, le brouillon reste lisible et dit pourquoi il ne part plus', async () => {
  m.alleAu('2025-02-22T00:00:00+01:00')
  const id = (await p.maire.api('GET', '/api/v1/dossiers')).json.elements.find(
    (d: { etat: string }) => d.etat === 'brouillon',
  ).id
  const { html } = await p.maire.page(`/dossiers/${id}`)
  expect(html).toContain('L’appel est fermé, et ce dossier n’a pas été déposé')
  expect(html).not.toContain('Relire et déposer')
  expect((await p.maire.page(`/dossiers/${id}/depot`)).html).toContain('Votre texte est conservé')
  expect(
    (await p.maire.envoyer(`/dossiers/${id}/commune`, { questions: 'contact_nom', contact_nom: 'Encore' })).statut,
  ).toBe(303)
})
