import { afterAll, beforeAll, expect, test } from 'vitest'
import { parties, unDossier } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai, PILOTE } from '../../test/maison.ts'
import { pdf } from '../../test/pdf.ts'
import { urls } from '../urls.ts'
import { publierCeQuiEstDu } from './publier.ts'

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

/** A form of the session, with the version that its page shows. */
const lue = async (champs: Record<string, string | string[]> = {}) => ({
  version: String((await p.presidente.api('GET', `/api/v1/seances/${id}`)).json.version),
  ...champs,
})

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
  const quorum = await p.presidente.envoyer(urls.seances.href({ slug }), {
    'date.jour': '20',
    'date.mois': '3',
    'date.annee': '2025',
    quorum: '2,5',
  })
  expect([quorum.statut, quorum.html.includes('Arrondissez\u00a0: 2 ou 3.')]).toEqual([422, true])
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
  expect(seance).toContain('14 h 30')
  expect(seance).toContain('École Jules Ferry')
  expect((await p.maire.page(urls.seance.href({ slug, id }))).statut).toBe(404)
  const modifier = urls.seanceActe.href({ slug, id, acte: 'modifier_seance' })
  expect((await p.presidente.envoyer(modifier, await lue({ retirer: dossier }))).statut).toBe(303)
  expect((await p.presidente.page(urls.seance.href({ slug, id }))).html).toContain('Ajouter à l’ordre du jour')
  expect((await p.presidente.envoyer(modifier, await lue({ ajouter: dossier }))).statut).toBe(303)
  expect((await p.presidente.page(urls.seance.href({ slug, id }))).html).not.toContain('Ajouter à l’ordre du jour')
  const acte = (a: string) => urls.seanceActe.href({ slug, id, acte: a })
  expect((await p.maire.envoyer(acte('convoquer'), {})).statut).toBe(404)
  expect((await p.membre.envoyer(acte('convoquer'), {})).statut).toBe(403)
  expect((await p.presidente.envoyer(acte('convoquer'), {})).statut).toBe(422)
  expect((await p.presidente.envoyer(acte('convoquer'), await lue())).statut).toBe(303)
  expect((await m.courriels()).filter((c) => c.modele === 'convoquer').length).toBe(2)
  const seule = await p.presidente.envoyer(acte('ouvrir_seance'), await lue({ presents: ['membre@exemple.fr'] }))
  expect(seule.statut).toBe(409)
  expect(vide(seule)).toContain('Le quorum est de 2 membres')
  const perimee = await p.presidente.envoyer(acte('ouvrir_seance'), { version: '1', presents: [] })
  expect(perimee.statut).toBe(409)
  const ouverte = await p.presidente.envoyer(
    acte('ouvrir_seance'),
    await lue({ presents: ['membre@exemple.fr', 'presidente@exemple.fr'] }),
  )
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
  expect((await p.presidente.envoyer(acte('clore_seance'), await lue())).statut).toBe(303)
  const page = await p.presidente.page(urls.seance.href({ slug, id }))
  expect(page.html).toContain('proces-verbal')
  const publication = urls.seancePublication.href({ slug, id })
  const lettres = vide(await p.presidente.page(publication))
  expect(lettres).toContain('3 lettres partent')
  expect(lettres).toMatch(/Porteurs retenus[\s\S]*?1 lettre/)
  expect(lettres).not.toContain('Aucune adresse électronique n’est connue')
  // Nothing leaves by opening the page, nor without saying when; a member reads the session, and publishes nothing.
  expect((await p.presidente.envoyer(publication, {})).html).toContain('href="#quand"')
  expect((await p.membre.page(publication)).statut).toBe(303)
  expect((await p.membre.envoyer(publication, { quand: 'maintenant' })).statut).toBe(403)
  expect((await p.maire.envoyer(publication, { quand: 'maintenant' })).statut).toBe(404)
  expect((await p.presidente.envoyer(acte('publier_resultats'), {})).vers).toBe(publication)
  for (const date of [{}, { 'publication.jour': '45', 'publication.mois': '4', 'publication.annee': '2025' }]) {
    const faux = await p.presidente.envoyer(publication, await lue({ quand: 'instant', heure: '09:00', ...date }))
    expect(faux.statut).toBe(422)
    expect(faux.html).toContain('href="#publication"')
  }
  const quand = {
    quand: 'instant',
    'publication.jour': '1',
    'publication.mois': '4',
    'publication.annee': '2025',
    heure: '09:00',
  }
  // Whoever decided on an older page, or on none, is told before any letter is promised.
  const tard = await p.presidente.envoyer(publication, { ...quand, version: '1' })
  expect([tard.statut, vide(tard).includes('La séance a changé depuis')]).toEqual([409, true])
  expect((await p.presidente.envoyer(publication, quand)).statut).toBe(422)
  const prog = await p.presidente.envoyer(publication, await lue(quand))
  expect(prog.statut).toBe(303)
  expect(vide(await p.presidente.page(urls.seance.href({ slug, id })))).toContain(
    'Publication prévue le mardi 1er avril 2025 à 9 h',
  )
  expect((await p.presidente.envoyer(acte('deprogrammer_publication'), await lue())).statut).toBe(303)
  expect(vide(await p.presidente.page(urls.seance.href({ slug, id })))).not.toContain('Publication prévue')
  expect((await p.presidente.envoyer(acte('deprogrammer_publication'), await lue())).statut).toBe(409)
})

test('le procès-verbal signé se joint à la séance en PDF, et se lit dans la page', async () => {
  const adresse = urls.seanceProcesVerbal.href({ slug, id })
  expect(vide(await p.presidente.page(adresse))).toContain('Procès-verbal signé')
  expect(
    (await p.presidente.envoyer(adresse, { 'date.jour': '20', 'date.mois': '3', 'date.annee': '2025' })).statut,
  ).toBe(422)
  expect((await joindrePapier(p.membre)).statut).toBe(403)
  expect((await joindrePapier(p.maire)).statut).toBe(404)
  const piece = await joindrePapier(p.presidente)
  expect(piece.statut).toBe(201)
  const lire = `/api/v1/seances/${id}/pieces/${piece.json.id}`
  expect((await p.presidente.api('GET', lire)).statut).toBe(404)
  const signer = (saisie: object) => p.presidente.acteSeance(id, 'signer_proces_verbal', saisie)
  m.alleAu('2025-03-21T10:00:00+01:00')
  const avant = await signer({ piece: piece.json.id, date: '2025-03-19' })
  expect([avant.statut, avant.json.erreurs[0].chemin]).toEqual([422, 'date'])
  const inconnue = await signer({ piece: '01990000-0000-7000-8000-000000000000', date: '2025-03-20' })
  expect([inconnue.statut, inconnue.json.erreurs[0].chemin]).toEqual([422, 'piece'])
  const signe = await signer({
    piece: piece.json.id,
    date: '2025-03-20',
    signataire: { nom: 'Camille Présidente', qualite: 'présidence de la commission' },
  })
  expect(signe.statut).toBe(200)
  expect(signe.json.seance.procesVerbauxSignes[0].sha256).toBe(piece.json.sha256)
  expect((await p.membre.api('GET', lire)).statut).toBe(200)
  const page = vide(await p.membre.page(urls.seance.href({ slug, id })))
  expect(page).toContain('Signé le 20 mars 2025 par Camille Présidente')
})

const joindrePapier = async (qui: { jeton: string }) => {
  const limite = 'frontiere'
  const r = await m.app.inject({
    method: 'POST',
    url: `/api/v1/appels/${slug}/seances/${id}/pieces`,
    headers: { authorization: `Bearer ${qui.jeton}`, 'content-type': `multipart/form-data; boundary=${limite}` },
    payload: `--${limite}\r\nContent-Disposition: form-data; name="fichier"; filename="pv.pdf"\r\nContent-Type: application/pdf\r\n\r\n${pdf()}\r\n--${limite}--\r\n`,
  })
  return { statut: r.statusCode, json: r.json() }
}

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
  const publie = await p.presidente.envoyer(
    urls.seancePublication.href({ slug, id }),
    await lue({ quand: 'maintenant' }),
  )
  expect(publie.statut).toBe(303)
  // Published, and not a letter is written yet: the page does not say that they left.
  const seance = urls.seance.href({ slug, id })
  expect(vide(await p.presidente.page(seance))).toContain('il en reste pour 1 dossier')
  await publierCeQuiEstDu(m.f)
  expect(vide(await p.presidente.page(seance))).toContain('Chaque porteur et chaque école a reçu sa lettre.')
  const apres = await lire()
  expect(apres.html).toContain('École Jules Ferry')
  expect(apres.html).not.toContain('La Brunerie')
  expect(apres.html).toMatch(/<path d="M\d+ \d+L[^"]+Z" fill="#0b4f47"/)
  expect(apres.html).toContain('Les chiffres de la carte')
  await m.f.pool.query("update dossier set etat = 'desiste', vivant = false where id = $1", [dossier])
  expect((await lire()).html).not.toContain('Jules Ferry')
})
