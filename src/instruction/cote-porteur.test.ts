import { afterAll, beforeAll, expect, test } from 'vitest'
import { parties, unDossier } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai } from '../../test/maison.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let id: string
const version = async () => String((await p.instructeur.api('GET', `/api/v1/dossiers/${id}`)).json.version)
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  id = await unDossier(m, p)
})
afterAll(() => m.fermer())

test('la mairie lit ce qui manque, complète la partie rouverte et renvoie son dossier', async () => {
  await p.instructeur.acte(id, 'demander_complements', {
    elements: [{ element: 'debit', manque: 'L’attestation est illisible.' }],
    avant: '2025-02-10',
  })
  expect((await p.secretaire.page(`/dossiers/${id}`)).html).toContain(`/dossiers/${id}/complements`)
  const page = await p.secretaire.page(`/dossiers/${id}/complements`)
  expect(page.html).toContain('L’attestation est illisible.')
  expect(page.html).toContain(`/dossiers/${id}/ecoles/${ECOLES.ferry}/presentation`)
  expect((await p.erun.page(`/dossiers/${id}/complements`)).statut).toBe(404)
  await p.secretaire.api('PATCH', `/api/v1/dossiers/${id}/reponses`, {
    ecoles: { [ECOLES.ferry]: { presentation: { nb_classes: null } } },
  })
  const incomplet = await p.secretaire.envoyer(`/dossiers/${id}/complements`, { version: await version() })
  expect([incomplet.statut, incomplet.html.includes('nombre de classes')]).toEqual([409, true])
  await p.secretaire.api('PATCH', `/api/v1/dossiers/${id}/reponses`, {
    ecoles: { [ECOLES.ferry]: { presentation: { nb_classes: 6 } } },
  })
  expect((await p.secretaire.envoyer(`/dossiers/${id}/complements`, { version: await version() })).statut).toBe(303)
  const compare = await p.instructeur.page(`/bureau/tne38-pac-2025/dossiers/${id}?onglet=historique`)
  expect(compare.html).toContain('Ce qui a changé entre deux versions')
  expect(compare.html).toContain('Nombre de classes')
})

test('l’ERUN donne son avis par sa page, et la mairie ne la voit pas', async () => {
  const url = `/dossiers/${id}/ecoles/${ECOLES.ferry}/avis`
  await p.instructeur.acte(id, 'demander_avis', { roles: ['erun'], ecoles: [ECOLES.ferry], avant: '2025-02-01' })
  expect((await p.erun.page(`/dossiers/${id}`)).html).toContain(url)
  const vide = await p.erun.envoyer(url, { version: await version(), sens: 'favorable', texte: '' })
  expect(vide.statut).toBe(422)
  expect(
    (await p.erun.envoyer(url, { version: await version(), sens: 'favorable', texte: 'Projet solide.' })).statut,
  ).toBe(303)
  expect((await p.erun.page(url)).html).toContain('Projet solide.')
  expect((await p.maire.page(url)).statut).toBe(404)
  expect((await p.instructeur.page(`/bureau/tne38-pac-2025/dossiers/${id}?onglet=avis`)).html).toContain(
    'Projet solide.',
  )
})

test('un refus se conteste par la page, et le recours attend sa réponse', async () => {
  expect((await p.maire.page(`/dossiers/${id}/recours`)).html).toContain('Aucune décision')
  await p.instructeur.acte(id, 'declarer_non_conforme', { motifs: ['Le débit est insuffisant.'] })
  expect((await p.maire.page(`/dossiers/${id}/recours`)).html).toContain('Former un recours gracieux')
  expect(
    (await p.maire.envoyer(`/dossiers/${id}/recours`, { version: await version(), texte: 'La fibre arrive.' })).statut,
  ).toBe(303)
  const recours = (await p.maire.page(`/dossiers/${id}/recours`)).html
  expect(recours).toContain('En attente de réponse')
  const { rows } = await m.f.pool.query('select id from recours where dossier_id = $1', [id])
  const r = await p.presidence.acte(id, 'statuer_recours', {
    sur: rows[0].id,
    sens: 'accueilli',
    motifs: 'Des travaux sont datés.',
  })
  expect([r.statut, r.json.dossier.etat]).toEqual([200, 'depose'])
  expect((await m.courriels()).map((c) => c.modele)).toEqual(
    expect.arrayContaining(['declarer_non_conforme', 'former_recours', 'statuer_recours.accueilli']),
  )
})
