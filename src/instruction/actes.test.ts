import { afterAll, beforeAll, expect, test } from 'vitest'
import { parties, unDossier } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai, PILOTE } from '../../test/maison.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let id: string
const CONTROLE = [
  'territoire',
  'delai',
  'ecoles',
  'contrat',
  'doublons',
  'debit',
  'effectifs',
  'pieces',
  'projet',
  'formation',
  'plafonds',
  'reste_a_charge',
  'ent',
]
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  id = await unDossier(m, p)
})
afterAll(() => m.fermer())

test('l’instructeur demande un complément, et seules les parties demandées se rouvrent', async () => {
  const inconnu = await p.instructeur.acte(id, 'demander_complements', {
    elements: [{ element: 'licorne', manque: 'Il manque une licorne.' }],
    avant: '2025-02-10',
  })
  expect([inconnu.statut, inconnu.json.erreurs[0].chemin]).toEqual([422, 'elements.0.element'])
  const passee = await p.instructeur.acte(id, 'demander_complements', {
    elements: [{ element: 'debit', manque: 'L’attestation est illisible.' }],
    avant: '2025-01-14',
  })
  expect([passee.statut, passee.json.erreurs[0].chemin]).toEqual([422, 'avant'])
  const r = await p.instructeur.acte(id, 'demander_complements', {
    elements: [{ element: 'debit', manque: 'L’attestation est illisible.' }],
    avant: '2025-02-10',
  })
  expect([r.statut, r.json.dossier.etat]).toEqual([200, 'a_completer'])
  expect(r.json.dossier.enAttenteDe).toMatchObject([{ role: 'redacteur', acte: 'completer', avant: '2025-02-10' }])
  const ferme = await p.secretaire.api('PATCH', `/api/v1/dossiers/${id}/reponses`, {
    commune: { contact_nom: 'Autre' },
  })
  expect([ferme.statut, ferme.json.code]).toEqual([409, 'section_fermee'])
  const ouvert = await p.secretaire.api('PATCH', `/api/v1/dossiers/${id}/reponses`, {
    ecoles: { [ECOLES.ferry]: { presentation: { debit_par_classe: 45 } } },
  })
  expect(ouvert.statut).toBe(200)
})

test('la commune complète : une nouvelle version est figée et le dossier revient à l’examen', async () => {
  await p.secretaire.api('PATCH', `/api/v1/dossiers/${id}/reponses`, {
    ecoles: { [ECOLES.ferry]: { presentation: { debit_par_classe: null } } },
  })
  const incomplet = await p.secretaire.acte(id, 'completer')
  expect([incomplet.statut, incomplet.json.code]).toEqual([409, 'dossier_incomplet'])
  await p.secretaire.api('PATCH', `/api/v1/dossiers/${id}/reponses`, {
    ecoles: { [ECOLES.ferry]: { presentation: { debit_par_classe: 45 } } },
  })
  const r = await p.secretaire.acte(id, 'completer')
  expect([r.statut, r.json.dossier.etat]).toEqual([200, 'depose'])
  const { rows } = await m.f.pool.query('select numero, empreinte from depot where dossier_id = $1 order by numero', [
    id,
  ])
  expect(rows.map((d) => d.numero)).toEqual([1, 2])
  expect(rows[0].empreinte).not.toBe(rows[1].empreinte)
})

test('un avis donné ne change plus : le suivant le remplace sans l’effacer', async () => {
  const demande = await p.instructeur.acte(id, 'demander_avis', {
    roles: ['erun'],
    ecoles: [ECOLES.ferry],
    avant: '2025-02-01',
  })
  expect(demande.statut).toBe(200)
  const vu = await p.erun.api('GET', `/api/v1/dossiers/${id}`)
  expect(vu.json.enAttenteDe).toContainEqual(
    expect.objectContaining({ role: 'erun', acte: 'rendre_avis', avant: '2025-02-01' }),
  )
  const porteur = await p.maire.api('GET', `/api/v1/dossiers/${id}`)
  expect(JSON.stringify(porteur.json.enAttenteDe)).not.toContain('rendre_avis')
  for (const [sens, texte] of [
    ['favorable', 'Un projet solide.'],
    ['a_revoir', 'À la réflexion, revoir les quantités.'],
  ])
    expect((await p.erun.acte(id, 'rendre_avis', { sur: ECOLES.ferry, sens, texte })).statut).toBe(200)
  const { rows } = await m.f.pool.query(
    "select etat, sens from avis where dossier_id = $1 and role = 'erun' order by cree_le, id",
    [id],
  )
  expect(rows).toEqual(
    expect.arrayContaining([
      { etat: 'remplace', sens: 'favorable' },
      { etat: 'rendu', sens: 'a_revoir' },
    ]),
  )
  expect((await p.ien.acte(id, 'rendre_avis', { sur: ECOLES.crolles, sens: 'favorable', texte: 'Oui.' })).statut).toBe(
    403,
  )
})

test('un dossier n’est déclaré conforme qu’après l’examen de chaque élément, par qui l’appel désigne', async () => {
  const tot = await p.instructeur.acte(id, 'declarer_conforme')
  expect([tot.statut, tot.json.code]).toEqual([409, 'examen_incomplet'])
  const muet = await p.instructeur.acte(id, 'examiner', { elements: [{ element: 'debit', verdict: 'non_conforme' }] })
  expect(muet.statut).toBe(422)
  const elements = CONTROLE.map((element) => ({ element, verdict: 'conforme' }))
  expect((await p.rectorat.acte(id, 'examiner', { elements })).statut).toBe(200)
  expect((await p.rectorat.acte(id, 'declarer_conforme')).statut).toBe(403)
  expect((await p.maire.acte(id, 'examiner', { elements })).statut).toBe(403)
  const r = await p.instructeur.acte(id, 'declarer_conforme')
  expect([r.statut, r.json.dossier.etat]).toEqual([200, 'conforme'])
})

test('une note hors de son échelle, sans justification ou par une personne déportée est refusée', async () => {
  const notes = (valeur: number) =>
    ['qualite_projet', 'accessibilite', 'formation', 'parentalite', 'ips', 'premiere_fois'].map((critere) => ({
      critere,
      valeur,
      justification: 'Le projet décrit des besoins précis.',
    }))
  const hors = await p.membre.acte(id, 'noter', { sur: ECOLES.ferry, notes: notes(6) })
  expect([hors.statut, hors.json.erreurs[0].chemin]).toEqual([422, 'notes.0.valeur'])
  const muette = await p.membre.acte(id, 'noter', {
    sur: ECOLES.ferry,
    notes: notes(4).map(({ critere, valeur }) => ({ critere, valeur })),
  })
  expect([muette.statut, muette.json.erreurs[0].chemin]).toEqual([422, 'notes.0.justification'])
  const partielle = await p.membre.acte(id, 'noter', { sur: ECOLES.ferry, notes: notes(4).slice(1) })
  expect([partielle.statut, partielle.json.erreurs[0].chemin]).toEqual([422, 'notes.qualite_projet'])
  const bonne = await p.membre.acte(id, 'noter', { sur: ECOLES.ferry, notes: notes(4) })
  expect([bonne.statut, bonne.json.resultat.score > 0]).toEqual([200, true])
  const autre = await m.compte('membre2@exemple.fr', `membre_commission@${PILOTE}`)
  expect((await autre.acte(id, 'noter', { sur: ECOLES.ferry, notes: notes(1) })).json.code).toBe('deja_note')
  expect((await autre.acte(id, 'se_deporter', { motif: 'Je suis conseillère municipale de Voiron.' })).statut).toBe(200)
  expect((await autre.acte(id, 'noter', { sur: ECOLES.brunerie, notes: notes(1) })).json.code).toBe('deporte')
  const porteur = await p.maire.api('GET', `/api/v1/dossiers/${id}/journal`)
  expect(porteur.json.elements.map((l: { acte: string }) => l.acte)).not.toContain('noter')
})
