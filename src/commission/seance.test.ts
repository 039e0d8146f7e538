import { afterAll, beforeAll, expect, test } from 'vitest'
import { parties, unDossier } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai, PILOTE } from '../../test/maison.ts'
import { publierCeQuiEstDu } from './publier.ts'

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
})
afterAll(() => m.fermer())

/** Everything a person reads of the dossier by the API. */
const vu = async (qui: { api: typeof p.maire.api }) => {
  const [d, j, l] = await Promise.all([
    qui.api('GET', `/api/v1/dossiers/${id}`),
    qui.api('GET', `/api/v1/dossiers/${id}/journal?limite=200`),
    qui.api('GET', '/api/v1/dossiers'),
  ])
  const sansVersion = (x: { version?: number }) => ({ ...x, version: 0 })
  return JSON.stringify([sansVersion(d.json), j.json, l.json.elements.map(sansVersion), l.json.total])
}

test('une séance se prépare, se convoque et s’ouvre ; hors de l’appel, elle n’existe pas', async () => {
  const inconnu = await p.presidente.api('POST', `/api/v1/appels/${PILOTE}/actes/preparer_seance`, {
    date: '2025-03-20',
    dossiers: ['3f0f3c0e-1111-4111-8111-111111111111'],
  })
  expect(inconnu.statut).toBe(422)
  const r = await p.presidente.api('POST', `/api/v1/appels/${PILOTE}/actes/preparer_seance`, {
    date: '2025-03-20',
    lieu: 'Grenoble',
    heure: '14:00',
    membres: ['membre@exemple.fr'],
  })
  seance = r.json.resultat.seance
  const autre = await p.instructeur.api('POST', `/api/v1/appels/${PILOTE}/seances`, { date: '2025-04-20' })
  expect([autre.statut, autre.json.etat]).toEqual([201, 'preparee'])
  expect((await p.maire.api('GET', `/api/v1/seances/${seance}`)).statut).toBe(404)
  expect((await p.maire.api('GET', `/api/v1/appels/${PILOTE}/seances`)).statut).toBe(404)
  expect((await p.maire.api('GET', `/api/v1/appels/${PILOTE}/classement`)).statut).toBe(404)
  expect((await p.maire.acteSeance(seance, 'ouvrir_seance')).statut).toBe(404)
  expect((await p.membre.acteSeance(seance, 'ouvrir_seance')).statut).toBe(403)
  expect((await p.presidente.acteSeance(seance, 'convoquer')).statut).toBe(200)
  const lettres = (await m.courriels()).filter((c) => c.modele === 'convoquer')
  expect(lettres.map((l) => l.a)).toEqual([['membre@exemple.fr']])
  expect(JSON.stringify(lettres[0])).toContain('BEGIN:VCALENDAR')
})

test('on ne décide qu’en séance ouverte, sous le plafond et dans l’enveloppe', async () => {
  const fermee = await p.presidente.acte(id, 'retenir', { seance, sur: ECOLES.ferry })
  expect([fermee.statut, fermee.json.code]).toEqual([409, 'seance_pas_ouverte'])
  const adresse = `/api/v1/appels/${PILOTE}/seances/${seance}`
  const sansVersion = await p.presidente.api('POST', `${adresse}/actes/ouvrir_seance`, {})
  expect([sansVersion.statut, sansVersion.json.erreurs[0].chemin]).toEqual([422, 'version'])
  const perimee = await p.presidente.api('POST', `${adresse}/actes/ouvrir_seance`, { version: 1 })
  expect([perimee.statut, perimee.json.code]).toEqual([409, 'version_perimee'])
  const { version } = (await p.presidente.api('GET', adresse)).json
  const ouverte = await p.presidente.api('POST', `${adresse}/actes/ouvrir_seance`, { version })
  expect([ouverte.statut, ouverte.json.seance.etat]).toEqual([200, 'ouverte'])
  const d = await p.presidente.api('GET', `/api/v1/dossiers/${id}`)
  const plafond = d.json.ecoles[0].montants.calcule
  expect(plafond).toBeGreaterThan(0)
  const trop = await p.presidente.acte(id, 'retenir', {
    seance,
    sur: ECOLES.ferry,
    montant: plafond + 1,
    motif: 'Très beau projet.',
  })
  expect([trop.statut, trop.json.code]).toEqual([409, 'plafond_depasse'])
  expect((await p.instructeur.acte(id, 'retenir', { seance, sur: ECOLES.ferry })).statut).toBe(403)
  expect((await p.presidente.acte(id, 'retenir', { sur: ECOLES.ferry })).statut).toBe(422)
})

test('avant la publication, mairie et école voient tout exactement comme avant la séance', async () => {
  const lecteurs = [p.maire, p.secretaire, p.directrice, p.erun]
  const avant = await Promise.all(lecteurs.map(vu))
  const pareil = async () =>
    expect((await Promise.all(lecteurs.map(vu))).map((x, i) => x === avant[i])).toEqual([true, true, true, true])
  const retenu = await p.presidente.acte(id, 'retenir', { seance, sur: ECOLES.ferry })
  expect([retenu.statut, retenu.json.dossier.etat]).toEqual([200, 'retenu'])
  await pareil()
  for (const sur of [ECOLES.ferry, ECOLES.brunerie])
    expect(
      (await p.presidente.acte(id, 'ne_pas_retenir', { seance, sur, motif: 'Projet trop imprécis.' })).statut,
    ).toBe(200)
  expect((await p.presidente.api('GET', `/api/v1/dossiers/${id}`)).json.etat).toBe('non_retenu')
  await pareil()
  expect((await p.maire.api('GET', '/api/v1/dossiers?etat=non_retenu')).json.total).toBe(0)
  expect((await p.maire.api('GET', '/api/v1/dossiers?etat=conforme')).json.total).toBe(1)
  // What is refused must not tell either.
  expect((await p.maire.acte(id, 'deposer', { engagements: true })).json.detail).toContain('Conforme')
  expect((await p.maire.acte(id, 'former_recours', {})).json.detail).toContain('Conforme')
  expect((await p.maire.api('POST', `/api/v1/appels/${PILOTE}/dossiers`, { organisme: '213805633' })).json.code).toBe(
    'dossier_existant',
  )
  expect((await p.presidente.acte(id, 'retenir', { seance, sur: ECOLES.ferry })).statut).toBe(200)
  expect((await p.presidente.acte(id, 'mettre_en_attente', { seance, sur: ECOLES.brunerie })).json.dossier.etat).toBe(
    'retenu',
  )
  await pareil()
  const close = await p.presidente.acteSeance(seance, 'clore_seance')
  expect([close.statut, close.json.seance.etat]).toEqual([200, 'close'])
  expect((await p.presidente.acteSeance(seance, 'clore_seance')).json.code).toBe('etat_incompatible')
  expect((await p.presidente.acte(id, 'ne_pas_retenir', { seance, sur: ECOLES.ferry })).json.code).toBe(
    'seance_pas_ouverte',
  )
  await pareil()
  const programmee = await p.presidente.acteSeance(seance, 'publier_resultats', {
    publicationLe: '2025-04-01T09:00:00+02:00',
  })
  expect([programmee.statut, programmee.json.seance.etat]).toEqual([200, 'close'])
  await publierCeQuiEstDu(m.f)
  await pareil()
  expect((await m.courriels()).filter((c) => c.acte === 'publier_resultats')).toEqual([])
})

test('à l’instant choisi, chacun reçoit sa lettre une seule fois, même si la tâche est interrompue', async () => {
  m.alleAu('2025-04-01T09:00:10+02:00')
  // The job dies after the publication, in the middle of its first letters.
  await m.f.pool.query(`create function couper() returns trigger language plpgsql as $$ begin raise exception 'coupure'; end $$;
    create trigger couper before update on seance_dossier for each row execute function couper()`)
  await expect(publierCeQuiEstDu(m.f)).rejects.toThrow('coupure')
  expect((await m.courriels()).filter((c) => c.acte === 'publier_resultats')).toEqual([])
  await m.f.pool.query('drop trigger couper on seance_dossier')
  await Promise.all([publierCeQuiEstDu(m.f), publierCeQuiEstDu(m.f)])
  await publierCeQuiEstDu(m.f)
  const lettres = (await m.courriels()).filter((c) => c.acte === 'publier_resultats')
  const cles = lettres.map((l) => `${l.modele}>${l.a.join()}>${l.objet}`)
  expect(cles).toContainEqual(expect.stringContaining('publier_resultats.retenu>maire@exemple.fr'))
  expect(new Set(cles).size).toBe(cles.length)
  const rectorat = lettres.filter((l) => l.modele === 'publier_resultats.rectorat')
  expect(rectorat.map((l) => l.a)).toEqual([['rectorat@exemple.fr']])
  const { rows } = await m.f.pool.query(`select blocs::text from courriel where modele = 'publier_resultats.rectorat'`)
  expect(rows[0].blocs).toMatch(/1\u00a0école retenue.*1\u00a0école en liste d’attente/)
  const d = await p.maire.api('GET', `/api/v1/dossiers/${id}`)
  expect([d.json.etat, d.json.ecoles.map((e: { decision: string }) => e.decision)]).toEqual([
    'retenu',
    ['retenu', 'liste_attente'],
  ])
  expect(d.json.montants.propose).toBeGreaterThan(0)
  const actes = (await p.maire.api('GET', `/api/v1/dossiers/${id}/journal?limite=200`)).json.elements.map(
    (l: { acte: string }) => l.acte,
  )
  expect(actes.filter((a: string) => ['retenir', 'ne_pas_retenir', 'mettre_en_attente'].includes(a)).sort()).toEqual([
    'mettre_en_attente',
    'retenir',
  ])
  expect(actes).toContain('publier_resultats')
})

test('la liste d’attente se repêche après la publication, dans l’ordre', async () => {
  expect((await p.presidente.acte(id, 'retenir', { seance, sur: ECOLES.brunerie })).json.code).toBe('deja_publie')
  const r = await p.presidente.acte(id, 'repecher', { sur: ECOLES.brunerie })
  expect([r.statut, r.json.dossier.ecoles[1].decision]).toEqual([200, 'retenu'])
  expect((await m.courriels()).some((c) => c.modele === 'repecher')).toBe(true)
})

test('deux décisions de la même seconde ne dépassent pas l’enveloppe', async () => {
  m.alleAu('2025-02-01T10:00:00+01:00')
  const crolles = await m.compte('crolles@exemple.fr', 'signataire@213801400')
  const soleil = await m.compte('soleil@exemple.fr', `directeur@${ECOLES.crolles}`)
  const autre = await unDossier(
    m,
    { ...p, maire: crolles, directrice: soleil },
    {
      organisme: '213801400',
      ecoles: [ECOLES.crolles],
      lignes: { equipements: [{ article: 'ordinateur_portable', quantite: 5, prix_unitaire_ht: 60_000 }] },
    },
  )
  await m.f.pool.query("update dossier set etat = 'conforme' where id = $1", [autre])
  await m.f.pool.query("update dossier set etat = 'conforme', montant_propose = 0 where id = $1", [id])
  await m.f.pool.query('update projet_ecole set decision = null, seance_id = null, montant_propose = 0')
  // Money for one of the two projects only.
  await m.f.pool.query(
    "update appel_version set contenu = jsonb_set(contenu, '{financement,enveloppe}', '300000'), empreinte = 'petite'",
  )
  const s = await p.presidente.api('POST', `/api/v1/appels/${PILOTE}/seances`, { date: '2025-04-20' })
  await p.presidente.acteSeance(s.json.id, 'ouvrir_seance')
  const reponses = await Promise.all([
    p.presidente.acte(id, 'retenir', { seance: s.json.id, sur: ECOLES.ferry }),
    p.presidente.acte(autre, 'retenir', { seance: s.json.id, sur: ECOLES.crolles }),
  ])
  expect(reponses.map((r) => r.statut).sort()).toEqual([200, 409])
  expect(reponses.find((r) => r.statut === 409)?.json.code).toBe('enveloppe_depassee')
  const perdant =
    reponses[0]?.statut === 409 ? { dossier: id, sur: ECOLES.ferry } : { dossier: autre, sur: ECOLES.crolles }
  const force = await p.presidente.acte(perdant.dossier, 'retenir', {
    seance: s.json.id,
    sur: perdant.sur,
    motif: 'Crédits complémentaires annoncés par l’État.',
  })
  expect(force.statut).toBe(200)
})
