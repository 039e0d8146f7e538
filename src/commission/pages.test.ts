import { afterAll, beforeAll, expect, test } from 'vitest'
import { parties, unDossier } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai, PILOTE } from '../../test/maison.ts'
import { urls } from '../urls.ts'

const slug = PILOTE
let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let dossier: string
let id: string
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  dossier = await unDossier(m, p, {
    lignes: { equipements: [{ article: 'ordinateur_portable', quantite: 5, prix_unitaire_ht: 60_000 }] },
  })
  await m.f.pool.query("update dossier set etat = 'conforme' where id = $1", [dossier])
})
afterAll(() => m.fermer())

const vide = (e: { html: string }) => e.html.replace(/[\u00a0\u202f]/g, ' ')

test('la commission n’existe que pour ceux de l’appel', async () => {
  for (const url of [urls.commission, urls.seances]) {
    expect((await p.membre.page(url.href({ slug }))).statut).toBe(200)
    expect((await p.instructeur.page(url.href({ slug }))).statut).toBe(200)
    expect((await p.maire.page(url.href({ slug }))).statut).toBe(404)
    expect((await p.presidente.page(url.href({ slug: 'autre-appel' }))).statut).toBe(404)
  }
})

test('la présidente prépare, convoque et ouvre une séance depuis les pages', async () => {
  const page = vide(await p.presidente.page(urls.seances.href({ slug })))
  expect(page).toContain('Préparer')
  const sansDate = await p.presidente.envoyer(urls.seances.href({ slug }), { lieu: 'Grenoble', tous: 'oui' })
  expect(sansDate.statut).toBe(422)
  expect(sansDate.html).toContain('value="Grenoble"')
  const fausse = await p.presidente.envoyer(urls.seances.href({ slug }), {
    'date.jour': '20',
    'date.mois': '3',
    'date.annee': '2025',
    membres: 'membre@exemple.fr\npas une adresse',
  })
  expect(fausse.statut).toBe(422)
  const cree = await p.presidente.envoyer(urls.seances.href({ slug }), {
    'date.jour': '20',
    'date.mois': '3',
    'date.annee': '2025',
    heure: '14:30',
    lieu: 'Grenoble',
    membres: 'membre@exemple.fr\npresidente@exemple.fr',
    quorum: '2',
    tous: 'oui',
  })
  expect(cree.statut).toBe(303)
  id = /seances\/([0-9a-f-]{36})/.exec(String(cree.vers))?.[1] ?? ''
  const seance = vide(await p.presidente.page(urls.seance.href({ slug, id })))
  expect(seance).toContain('Séance du jeudi 20 mars 2025')
  expect(seance).toContain('14:30')
  expect(seance).toContain('École Jules Ferry')
  expect((await p.maire.page(urls.seance.href({ slug, id }))).statut).toBe(404)
  const modifier = urls.seanceActe.href({ slug, id, acte: 'modifier_seance' })
  expect((await p.presidente.envoyer(modifier, { retirer: dossier })).statut).toBe(303)
  expect((await p.presidente.page(urls.seance.href({ slug, id }))).html).toContain('Ajouter à l’ordre du jour')
  expect((await p.presidente.envoyer(modifier, { ajouter: dossier })).statut).toBe(303)
  expect((await p.presidente.page(urls.seance.href({ slug, id }))).html).not.toContain('Ajouter à l’ordre du jour')
  const acte = (a: string) => urls.seanceActe.href({ slug, id, acte: a })
  expect((await p.maire.envoyer(acte('convoquer'), {})).statut).toBe(404)
  expect((await p.membre.envoyer(acte('convoquer'), {})).statut).toBe(403)
  expect((await p.presidente.envoyer(acte('convoquer'), { version: '3' })).statut).toBe(303)
  expect((await m.courriels()).filter((c) => c.modele === 'convoquer').length).toBe(2)
  const seule = await p.presidente.envoyer(acte('ouvrir_seance'), { presents: ['membre@exemple.fr'] })
  expect(seule.statut).toBe(409)
  expect(vide(seule)).toContain('Le quorum est de 2 membres')
  const perimee = await p.presidente.envoyer(acte('ouvrir_seance'), { version: '1', presents: [] })
  expect(perimee.statut).toBe(409)
  const ouverte = await p.presidente.envoyer(acte('ouvrir_seance'), {
    presents: ['membre@exemple.fr', 'presidente@exemple.fr'],
  })
  expect(ouverte.statut).toBe(303)
  expect((await p.membre.page(urls.salle.href({ slug, id }))).statut).toBe(200)
  expect((await p.maire.page(urls.salle.href({ slug, id }))).statut).toBe(404)
})

test('le dossier de séance se télécharge en PDF et en XLSX', async () => {
  const xlsx = { slug, id, document: 'dossiers.xlsx' }
  const r = await p.membre.page(urls.documentSeance.href(xlsx))
  expect([r.statut, r.html.slice(0, 2)]).toEqual([200, 'PK'])
  expect((await p.maire.page(urls.documentSeance.href(xlsx))).statut).toBe(404)
  const pdf = await p.membre.page(urls.seance.href({ slug, id }, { format: 'pdf' }))
  expect([pdf.statut, pdf.html.slice(0, 4)]).toEqual([200, '%PDF'])
  expect((await p.membre.page(urls.documentSeance.href({ slug, id, document: 'rien' }))).statut).toBe(404)
})

test('close, la séance donne son procès-verbal et se publie à un instant choisi', async () => {
  const acte = (a: string) => urls.seanceActe.href({ slug, id, acte: a })
  expect((await p.presidente.acte(dossier, 'retenir', { seance: id, sur: ECOLES.ferry })).statut).toBe(200)
  expect((await p.presidente.envoyer(acte('clore_seance'), {})).statut).toBe(303)
  const page = await p.presidente.page(urls.seance.href({ slug, id }))
  expect(page.html).toContain('proces-verbal')
  for (const date of [{}, { 'publication.jour': '45', 'publication.mois': '4', 'publication.annee': '2025' }]) {
    const faux = await p.presidente.envoyer(acte('publier_resultats'), { quand: 'instant', heure: '09:00', ...date })
    expect(faux.statut).toBe(422)
    expect(faux.html).toContain('href="#publication"')
  }
  const prog = await p.presidente.envoyer(acte('publier_resultats'), {
    quand: 'instant',
    'publication.jour': '1',
    'publication.mois': '4',
    'publication.annee': '2025',
    heure: '09:00',
  })
  expect(prog.statut).toBe(303)
  expect(vide(await p.presidente.page(urls.seance.href({ slug, id })))).toContain(
    'Publication prévue le mardi 1er avril 2025 à 9 h',
  )
})

test('les lauréats ne sont publics qu’une fois les résultats publiés, avec leur carte quand les contours sont là', async () => {
  const lire = async () => {
    const r = await m.app.inject({ method: 'GET', url: urls.laureats.href({ slug }) })
    return { statut: r.statusCode, html: r.body.replace(/[\u00a0\u202f]/g, ' ') }
  }
  const avant = await lire()
  expect(avant.statut).toBe(200)
  expect(avant.html).toContain('Les résultats ne sont pas encore publiés')
  expect(avant.html).not.toContain('Jules Ferry')
  await m.f.pool.query(
    `insert into contour (insee, geometrie) values ('38563', '{"type":"MultiPolygon","coordinates":[[[[5.5,45.3],[5.7,45.3],[5.7,45.4],[5.5,45.4],[5.5,45.3]]]]}')`,
  )
  const publie = await p.presidente.envoyer(urls.seanceActe.href({ slug, id, acte: 'publier_resultats' }), {})
  expect(publie.statut).toBe(303)
  const apres = await lire()
  expect(apres.html).toContain('École Jules Ferry')
  expect(apres.html).not.toContain('La Brunerie')
  expect(apres.html).toMatch(/<path d="M\d+ \d+L[^"]+Z" fill="#0b4f47"/)
  expect(apres.html).toContain('Les chiffres de la carte')
  await m.f.pool.query("update dossier set etat = 'desiste', vivant = false where id = $1", [dossier])
  expect((await lire()).html).not.toContain('Jules Ferry')
})
