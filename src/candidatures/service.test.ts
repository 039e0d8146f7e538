import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { joindre, parties, reponsesCompletes, unDossier } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai, PILOTE, VOIRON } from '../../test/maison.ts'
import { verifierJournal } from '../registre/journal.ts'
import { restaurerDepots } from '../registre/restaurer-depots.ts'
import { relancerBrouillons } from './relances.job.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
})
afterAll(() => m.fermer())
const lire = async (id: string) => (await p.maire.api('GET', `/api/v1/dossiers/${id}`)).json
const dates = (nom: string, jour: string) => {
  const [a = '', mo = '', j = ''] = jour.split('-')
  return { [`${nom}.jour`]: j, [`${nom}.mois`]: mo, [`${nom}.annee`]: a }
}

test('un dépôt repris et non redéposé est rétabli à la clôture, tel qu’il était, une seule fois', async () => {
  const id = await unDossier(m, p)
  const avant = await lire(id)
  await p.maire.acte(id, 'reprendre_depot')
  await p.maire.api('PATCH', `/api/v1/dossiers/${id}/reponses`, {
    commune: { contact_nom: 'Changé' },
    ecoles: { [ECOLES.ferry]: { projet: { objectifs: 'Changé aussi' } } },
  })
  await p.maire.acte(id, 'retirer_ecole', { uai: ECOLES.brunerie })
  await joindre(m, p.maire, id, 'attestation_debit', ECOLES.ferry)
  expect(await restaurerDepots(m.porte)).toBe(0)
  m.alleAu('2025-02-22T00:00:01+01:00')
  expect(await restaurerDepots(m.porte)).toBe(1)
  expect(await restaurerDepots(m.porte)).toBe(0)
  const apres = await lire(id)
  expect(apres.etat).toBe('depose')
  expect(apres.ecoles).toEqual(avant.ecoles)
  expect(apres.pieces.map((x: { id: string }) => x.id).sort()).toEqual(
    avant.pieces.map((x: { id: string }) => x.id).sort(),
  )
  expect((await p.maire.api('GET', `/api/v1/dossiers/${id}/reponses`)).json.commune.contact_nom).toBe('Camille Essai')
  expect(await verifierJournal(m.base)).toHaveProperty('lignes')
  const lettres = (await m.courriels()).filter((c) => c.modele === 'restaurer_depot')
  expect(lettres.length).toBeGreaterThan(0)
  expect(lettres[0]?.objet).toContain('15 janvier 2025')
  m.alleAu('2025-01-15T10:00:00+01:00')
  await p.maire.acte(id, 'desister', { motif: 'Fin de l’essai' })
})

test('un brouillon est rappelé à J-14, J-7, J-2 et le dernier jour, une fois chacun, sauf à qui n’en veut plus', async () => {
  const cree = await p.maire.api('POST', `/api/v1/appels/${PILOTE}/dossiers`, { organisme: VOIRON.siren })
  const id: string = cree.json.id
  const rappels = async () =>
    (await m.courriels()).filter((c) => c.dossier_id === id && c.modele === 'relance_brouillon')
  const f = { porte: m.porte, config: m.config }
  expect(await relancerBrouillons(f)).toBe(0)
  for (const jour of ['2025-02-07', '2025-02-08', '2025-02-14', '2025-02-19', '2025-02-21']) {
    m.alleAu(`${jour}T07:05:00+01:00`)
    await relancerBrouillons(f)
    await relancerBrouillons(f)
  }
  expect(
    (await rappels()).filter((c) => c.a[0] === 'maire@exemple.fr').map((c) => c.objet.replace(/.*déposer/, '')),
  ).toEqual([' dans 14\u00a0jours', ' dans 7\u00a0jours', ' dans 2\u00a0jours', ' aujourd’hui'])
  await sql`update personne set preferences = '{"rappels": false}' where courriel = 'maire@exemple.fr'`.execute(m.base)
  await sql`delete from rappel`.execute(m.base)
  await sql`delete from courriel`.execute(m.base)
  await relancerBrouillons(f)
  expect((await rappels()).map((c) => c.a[0])).toEqual(['secretaire@exemple.fr'])
  m.alleAu('2025-01-15T10:00:00+01:00')
  await p.maire.acte(id, 'desister', { motif: 'Fin de l’essai' })
})

test('une candidature papier postée à temps se saisit et s’enregistre après la clôture', async () => {
  m.alleAu('2025-02-25T09:00:00+01:00')
  const page = `/appels/${PILOTE}/papier`
  expect((await p.maire.page(page)).statut).toBe(404)
  expect((await p.instructeur.page(`${page}?q=voiron`)).html).toContain(VOIRON.siren)
  const r = await p.instructeur.envoyer(page, { organisme: VOIRON.siren })
  const id = /dossiers\/([0-9a-f-]+)/.exec(r.vers ?? '')?.[1] ?? ''
  expect((await p.instructeur.page(`/dossiers/${id}`)).html).toContain('Enregistrer la candidature papier')
  expect((await p.instructeur.envoyer(`/dossiers/${id}/ecoles`, { ajouter: ECOLES.ferry })).statut).toBe(303)
  const { contact_nom, ...commune } = reponsesCompletes(m, [ECOLES.ferry]).commune
  await p.instructeur.api('PATCH', `/api/v1/dossiers/${id}/reponses`, {
    ...reponsesCompletes(m, [ECOLES.ferry]),
    commune,
  })
  const tape = await p.instructeur.envoyer(`/dossiers/${id}/commune`, { questions: 'contact_nom', contact_nom })
  expect(tape.statut).toBe(303)
  await joindre(m, p.instructeur, id, 'attestation_debit', ECOLES.ferry)
  await joindre(m, p.instructeur, id, 'candidature_papier')
  const champs = {
    ...dates('recuLe', '2025-02-24'),
    nom: 'Dominique Essai',
    qualite: 'Maire',
    engagements: 'oui',
    [`ecoles.${ECOLES.ferry}`]: 'oui',
  }
  const tard = await p.instructeur.envoyer(`/dossiers/${id}/depot-papier`, champs)
  expect([tard.statut, tard.html.includes('parti après la clôture')]).toEqual([409, true])
  expect(tard.html).toContain('value="2025"')
  const fait = await p.instructeur.envoyer(`/dossiers/${id}/depot-papier`, {
    ...champs,
    ...dates('posteLe', '2025-02-21'),
  })
  expect(fait.vers).toBe(`/dossiers/${id}/depot/fait`)
  expect((await lire(id)).etat).toBe('depose')
})

test('l’administration prolonge un dossier, l’instructeur le transfère, personne d’autre', async () => {
  const [dossier] = (await p.instructeur.api('GET', '/api/v1/dossiers')).json.elements.filter(
    (d: { etat: string }) => d.etat === 'depose',
  )
  const id: string = dossier.id
  const version = async () => String((await p.instructeur.api('GET', `/api/v1/dossiers/${id}`)).json.version)
  expect((await p.maire.page(`/dossiers/${id}/delai`)).statut).toBe(403)
  const sansAccord = await p.administration.envoyer(`/dossiers/${id}/delai`, {
    version: await version(),
    ...dates('jusqua', '2025-03-07'),
    motif: 'force_majeure',
  })
  expect(sansAccord.statut).toBe(422)
  const oui = await p.administration.envoyer(`/dossiers/${id}/delai`, {
    version: await version(),
    ...dates('jusqua', '2025-03-07'),
    motif: 'force_majeure',
    accordDepartement: 'oui',
    accordRectorat: 'oui',
  })
  expect(oui.statut).toBe(303)
  expect((await p.administration.page(`/dossiers/${id}/delai`)).html).toContain(
    'vendredi 7 mars 2025 à 23\u00a0h\u00a059',
  )
  const saisie = { arrete: 'Arrêté du 2 janvier', ...dates('date', '2025-01-02') }
  const inconnu = await p.instructeur.envoyer(`/dossiers/${id}/transfert`, {
    version: await version(),
    siren: '999999999',
    ...saisie,
  })
  expect([inconnu.statut, inconnu.html.includes('Aucun organisme')]).toEqual([422, true])
  const bon = await p.instructeur.envoyer(`/dossiers/${id}/transfert`, {
    version: await version(),
    siren: '200018166',
    ...saisie,
  })
  expect(bon.statut).toBe(303)
  expect((await p.maire.page(`/dossiers/${id}`)).statut).toBe(404)
})
