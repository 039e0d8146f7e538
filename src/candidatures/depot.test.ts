import { afterAll, beforeAll, expect, test } from 'vitest'
import { joindre, parties, reponsesCompletes } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai, PILOTE, VOIRON } from '../../test/maison.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let id: string
const version = async () => String((await p.maire.api('GET', `/api/v1/dossiers/${id}`)).json.version)
const etat = async () => (await p.maire.api('GET', `/api/v1/dossiers/${id}`)).json.etat
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  id = (await p.maire.api('POST', `/api/v1/appels/${PILOTE}/dossiers`, { organisme: VOIRON.siren })).json.id
})
afterAll(() => m.fermer())

test('une mairie cherche ses écoles, en ajoute deux, et lit pourquoi une autre ne convient pas', async () => {
  const page = await p.maire.page(`/dossiers/${id}/ecoles?q=ferry`)
  expect(page.html).toContain(ECOLES.ferry)
  expect(page.html).not.toContain(ECOLES.crolles)
  for (const uai of [ECOLES.ferry, ECOLES.brunerie])
    expect((await p.maire.envoyer(`/dossiers/${id}/ecoles`, { ajouter: uai })).statut).toBe(303)
  const hors = await p.maire.envoyer(`/dossiers/${id}/ecoles`, { ajouter: ECOLES.crolles })
  expect([hors.statut, hors.html.includes('hors de votre territoire')]).toEqual([409, true])
  expect((await p.maire.envoyer(`/dossiers/${id}/ecoles`, { ajouter: ECOLES.ferry })).statut).toBe(409)
  expect((await p.directrice.envoyer(`/dossiers/${id}/ecoles`, { ajouter: ECOLES.privee })).statut).toBe(403)
})

test('la réunion se consigne, et une date impossible est gardée avec sa phrase', async () => {
  const page = `/dossiers/${id}/preparation`
  const faux = await p.maire.envoyer(page, {
    'date.jour': '31',
    'date.mois': '2',
    'date.annee': '2025',
    decisions: 'Dix visualiseurs',
  })
  expect(faux.statut).toBe(422)
  expect(faux.html).toContain('Dix visualiseurs')
  const bon = await p.maire.envoyer(page, {
    'date.jour': '9',
    'date.mois': '1',
    'date.annee': '2025',
    decisions: 'Dix visualiseurs',
  })
  expect(bon.statut).toBe(303)
  expect((await p.maire.page(page)).html).toContain('9 janvier 2025')
})

test('inviter un ERUN, deux fois la même personne, puis lire son conseil', async () => {
  const page = `/dossiers/${id}/personnes`
  expect((await p.maire.envoyer(page, { courriel: 'erun@exemple.fr', role: 'erun' })).statut).toBe(303)
  const encore = await p.maire.envoyer(page, { courriel: 'erun@exemple.fr', role: 'erun' })
  expect([encore.statut, encore.html.includes('Une invitation à ce dossier est déjà partie')]).toEqual([409, true])
  expect((await p.maire.envoyer(page, { courriel: 'pas une adresse', role: 'erun' })).statut).toBe(422)
  const conseil = `/dossiers/${id}/ecoles/${ECOLES.ferry}/conseil`
  expect((await p.maire.page(conseil)).statut).toBe(403)
  const vide = await p.erun.envoyer(conseil, { version: await version(), texte: 'Pensez à la dictée vocale.' })
  expect([vide.statut, vide.html.includes('Pensez à la dictée vocale.')]).toEqual([422, true])
  expect(
    (
      await p.erun.envoyer(conseil, {
        version: await version(),
        sens: 'favorable',
        texte: 'Pensez à la dictée vocale.',
      })
    ).statut,
  ).toBe(303)
  expect((await p.maire.page(`/dossiers/${id}`)).html).toContain('Pensez à la dictée vocale.')
  expect(
    (await p.erun.envoyer(`/dossiers/${id}/ecoles/${ECOLES.ferry}/projet`, { questions: 'objectifs', objectifs: 'x' }))
      .statut,
  ).toBe(403)
})

test('un dossier incomplet ne se dépose pas : la relecture mène à chaque champ', async () => {
  const relecture = await p.maire.page(`/dossiers/${id}/relecture`)
  expect(relecture.html).toContain(`href="/dossiers/${id}/commune#contact_nom"`)
  expect(relecture.html).toContain(`href="/dossiers/${id}/ecoles/${ECOLES.ferry}/presentation#attestation_debit"`)
  expect((await p.maire.page(`/dossiers/${id}/depot`)).html).not.toContain('name="engagements"')
  expect(
    (await p.maire.envoyer(`/dossiers/${id}/depot`, { version: await version(), engagements: 'oui' })).statut,
  ).toBe(409)
})

test('une directrice relit et valide son école, pas une autre', async () => {
  await p.maire.api('PATCH', `/api/v1/dossiers/${id}/reponses`, reponsesCompletes(m, [ECOLES.ferry, ECOLES.brunerie]))
  const page = `/dossiers/${id}/ecoles/${ECOLES.ferry}/validation`
  const tot = await p.directrice.envoyer(page, { version: await version() })
  expect([tot.statut, tot.html.includes('attestation')]).toEqual([409, true])
  for (const uai of [ECOLES.ferry, ECOLES.brunerie]) await joindre(m, p.maire, id, 'attestation_debit', uai)
  expect((await p.maire.envoyer(page, { version: await version() })).statut).toBe(403)
  expect((await p.directrice.envoyer(page, { version: '1' })).statut).toBe(409)
  expect((await p.directrice.envoyer(page, { version: await version() })).statut).toBe(303)
  expect((await p.maire.page(`/dossiers/${id}`)).html).toContain('Projet validé par')
})

test('déposer : l’attestation manque, puis l’accord d’une école, puis c’est fait, une seule fois', async () => {
  const page = `/dossiers/${id}/depot`
  const sans = await p.secretaire.envoyer(page, { version: await version() })
  expect([sans.statut, sans.html.includes('attestation sur l’honneur')]).toEqual([422, true])
  const sansAccord = await p.secretaire.envoyer(page, { version: await version(), engagements: 'oui' })
  expect([sansAccord.statut, sansAccord.html.includes('La Brunerie')]).toEqual([409, true])
  const saisie = {
    version: await version(),
    engagements: 'oui',
    [`ecoles.${ECOLES.brunerie}`]: 'oui',
    'signataire.nom': 'Dominique Essai',
    'signataire.qualite': 'Maire',
  }
  const [un, deux] = await Promise.all([p.secretaire.envoyer(page, saisie), p.secretaire.envoyer(page, saisie)])
  expect([un.statut, deux.statut].filter((s) => s === 303).length).toBeGreaterThan(0)
  expect(await etat()).toBe('depose')
  const recus = (await m.courriels()).filter((c) => c.acte === 'deposer').map((c) => c.a[0])
  expect(new Set(recus).size).toBe(recus.length)
  expect((await p.secretaire.envoyer(page, saisie)).vers).toBe(`/dossiers/${id}/depot/fait`)
  const fait = await p.secretaire.page(`/dossiers/${id}/depot/fait`)
  expect(fait.html).toContain('Votre candidature est déposée')
  expect(fait.html).toContain('TNE38')
})

test('l’accusé se lit à l’écran et en PDF, les lettres et la chronologie aussi', async () => {
  expect((await p.maire.page(`/dossiers/${id}/accuse`)).html).toContain('Votre candidature est reçue')
  expect((await p.directrice.page(`/dossiers/${id}/accuse`)).statut).toBe(200)
  expect((await p.autre.page(`/dossiers/${id}/accuse`)).statut).toBe(404)
  const document = /documents\/([0-9a-f-]{36})/.exec((await p.maire.page(`/dossiers/${id}`)).html)?.[1]
  const pdf = await m.app.inject({
    method: 'GET',
    url: `/dossiers/${id}/documents/${document}`,
    headers: { cookie: p.maire.cookie },
  })
  expect([pdf.statusCode, pdf.body.slice(0, 5)]).toEqual([200, '%PDF-'])
  const lettres = await p.maire.page(`/dossiers/${id}/courriers`)
  expect(lettres.html).toContain('Accusé de réception de votre dossier')
  expect(lettres.html).not.toContain('/invitations/')
  expect((await p.maire.page(`/dossiers/${id}/chronologie`)).html).toContain('A déposé le dossier')
  const brouillon = await m.app.inject({
    method: 'GET',
    url: `/dossiers/${id}/brouillon.pdf`,
    headers: { cookie: p.maire.cookie },
  })
  expect(brouillon.body.slice(0, 5)).toBe('%PDF-')
})

test('un dossier déposé ne s’écrit plus, et dit pourquoi sans perdre le texte', async () => {
  const r = await p.maire.envoyer(`/dossiers/${id}/commune`, { questions: 'contact_nom', contact_nom: 'Trop tard' })
  expect(r.statut).toBe(409)
  expect(r.html).toContain('ses réponses ne se modifient plus')
  expect(r.html).toContain('Trop tard')
})

test('une mairie reprend son dépôt puis retire sa candidature', async () => {
  expect((await p.directrice.envoyer(`/dossiers/${id}/reprise`, { version: await version() })).statut).toBe(403)
  expect((await p.maire.envoyer(`/dossiers/${id}/reprise`, { version: await version() })).statut).toBe(303)
  expect(await etat()).toBe('brouillon')
  const sans = await p.maire.envoyer(`/dossiers/${id}/retrait`, { version: await version(), motif: '' })
  expect(sans.statut).toBe(422)
  expect(
    (await p.maire.envoyer(`/dossiers/${id}/retrait`, { version: await version(), motif: 'Projet remis à plus tard' }))
      .statut,
  ).toBe(303)
  expect(await etat()).toBe('desiste')
})
