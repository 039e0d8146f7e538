import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parties, unDossier } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai, PILOTE } from '../../test/maison.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let id: string
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  id = await unDossier(m, p)
})
afterAll(() => m.fermer())

test('un curseur de liste trafiqué est refusé, et rien ne casse', async () => {
  const truque = (valeur: string) =>
    Buffer.from(JSON.stringify({ valeur, id: '00000000-0000-4000-8000-000000000000' })).toString('base64url')
  for (const [tri, valeur] of [
    ['recent', 'demain'],
    ['recent', '2025-02-31 00:00:00+00'],
    ['montant', '1 or 1=1'],
    ['montant', '9'.repeat(30)],
  ] as const) {
    const r = await p.maire.api('GET', `/api/v1/dossiers?tri=${tri}&apres=${truque(valeur)}`)
    expect([r.statut, r.json.erreurs?.[0]?.chemin]).toEqual([422, 'apres'])
  }
})

test('sans proxy déclaré, personne ne choisit l’adresse IP que voit le serveur', async () => {
  const r = await Promise.all(
    Array.from({ length: 60 }, (_, i) =>
      m.app.inject({
        method: 'GET',
        url: '/api/v1/communes?q=voiron',
        remoteAddress: '192.0.2.7',
        headers: { 'x-forwarded-for': `10.0.0.${i}` },
      }),
    ),
  )
  expect(r.filter((x) => x.statusCode === 429).length + r.filter((x) => x.statusCode === 200).length).toBe(60)
  expect(r.some((x) => x.statusCode === 429)).toBe(true)
})

test('une page d’origine mal écrite ne casse pas un formulaire envoyé sans session', async () => {
  const accueil = await m.app.inject({ method: 'GET', url: '/' })
  const cookies = { csrf: accueil.cookies.find((c) => c.name === 'csrf')?.value ?? '' }
  const _csrf = /name="jeton-csrf" content="([^"]+)"/.exec(accueil.body)?.[1] ?? ''
  const r = await m.app.inject({
    method: 'POST',
    url: `/dossiers/${id}/depot`,
    cookies,
    headers: { 'content-type': 'application/x-www-form-urlencoded', referer: 'http://[' },
    payload: new URLSearchParams({ _csrf }).toString(),
  })
  expect([r.statusCode, r.headers.location]).toEqual([303, expect.stringContaining('/connexion')])
})

test('une séance n’inscrit ni un dossier d’un autre appel ni un brouillon', async () => {
  const president = await m.compte('presidente@exemple.fr', `president_commission@${PILOTE}`)
  const cree = await president.api('POST', `/api/v1/appels/${PILOTE}/seances`, { date: '2025-03-20', dossiers: [id] })
  const autre = '11111111-1111-4111-8111-111111111111'
  const r = await president.acteSeance(cree.json.id, 'modifier_seance', {
    ajouter: [autre],
  })
  expect([r.statut, r.json.erreurs?.[0].chemin]).toEqual([422, 'ajouter.0'])
})

test('un critère calculé se passe de note, et la donnée officielle l’emporte sur ce qui est saisi', async () => {
  const notateur = await m.compte('notateur@exemple.fr', `membre_commission@${PILOTE}`)
  const { controle, grille } = (await notateur.api('GET', `/api/v1/appels/${PILOTE}`)).json as {
    controle: { id: string }[]
    grille: { criteres: { id: string; calcule?: object }[] }
  }
  await p.instructeur.acte(id, 'examiner', {
    elements: controle.map((e) => ({ element: e.id, verdict: 'conforme' })),
  })
  expect((await p.instructeur.acte(id, 'declarer_conforme')).statut).toBe(200)
  const notes = grille.criteres
    .filter((c) => !c.calcule)
    .map((c) => ({ critere: c.id, valeur: 4, justification: 'Projet solide.' }))
  const sans = await notateur.acte(id, 'noter', { sur: ECOLES.ferry, notes })
  expect(sans.statut).toBe(200)
  const { rows } = await sql<{ notes: { critere: string; valeur: number; source?: string }[] }>`
    select contenu->'notes' as notes from note where dossier_id = ${id} and ecole = ${ECOLES.ferry}`.execute(m.base)
  expect(rows[0]?.notes.find((n) => n.critere === 'ips')).toMatchObject({ valeur: 0, source: 'Donnée absente' })
  const noter = (critere: string, valeur: number) =>
    notateur.acte(id, 'noter', {
      sur: ECOLES.ferry,
      notes: [...notes, { critere, valeur, justification: 'Quartier populaire.' }],
    })
  expect((await noter('ips', 4)).json.resultat.score).toBeGreaterThan(sans.json.resultat.score)
  const contredit = await noter('education_prioritaire', 5)
  expect([contredit.statut, contredit.json.erreurs[0].chemin]).toEqual([422, `notes.${notes.length}.valeur`])
  expect((await noter('education_prioritaire', 0)).statut).toBe(200)
})

test('un tri de prototype, un identifiant de tirets ou un paramètre répété ont leur refus', async () => {
  const statut = async (url: string) => (await p.maire.api('GET', url)).statut
  expect(await statut('/api/v1/dossiers?tri=__proto__')).toBe(422)
  expect(await statut('/api/v1/dossiers?q=a&q=b')).toBe(422)
  expect(await statut('/api/v1/communes?q=a&q=b')).toBe(422)
  expect(await statut(`/api/v1/dossiers/${'-'.repeat(36)}`)).toBe(404)
  expect(await statut(`/api/v1/seances/${'-'.repeat(36)}`)).toBe(404)
  const vide = await p.maire.api('POST', `/api/v1/appels/${PILOTE}/dossiers`, {})
  expect([vide.statut, vide.json.erreurs?.[0].chemin]).toEqual([422, 'organisme'])
})
