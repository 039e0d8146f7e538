import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { joindre, parties, unDossier } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai } from '../../test/maison.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let id: string
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  id = await unDossier(m, p, { jusquau: 'complet' })
})
afterAll(() => m.fermer())

const envoyer = async (cle: string, contenu: string) => {
  const r = await m.app.inject({
    method: 'POST',
    url: `/api/v1/dossiers/${id}/pieces`,
    headers: {
      authorization: `Bearer ${p.maire.jeton}`,
      'content-type': 'multipart/form-data; boundary=b',
      'idempotency-key': cle,
    },
    payload: `--b\r\nContent-Disposition: form-data; name="nature"\r\n\r\nautre\r\n--b\r\nContent-Disposition: form-data; name="fichier"; filename="note.txt"\r\nContent-Type: text/plain\r\n\r\n${contenu}\r\n--b--\r\n`,
  })
  return { statut: r.statusCode, id: r.json().id, code: r.json().code }
}

test('un fichier envoyé deux fois avec la même clé ne fait qu’une pièce', async () => {
  const [a, b] = await Promise.all([envoyer('fichier-1', 'Un texte.'), envoyer('fichier-1', 'Un texte.')])
  expect([a.statut, b.statut]).toEqual([201, 201])
  expect(b.id).toBe(a.id)
  const { rows } = await sql`select 1 from piece where dossier_id = ${id} and nature = 'autre'`.execute(m.base)
  expect(rows).toHaveLength(1)
  expect(await envoyer('fichier-1', 'Un autre texte.')).toMatchObject({ statut: 422, code: 'cle_reutilisee' })
})

test('une pièce ne se lit que par ceux qui la voient, et jamais comme une page', async () => {
  const piece = await joindre(m, p.maire, id, 'autre', ECOLES.ferry, 'plan.pdf')
  const lire = (qui: typeof p.maire, dossier = id) =>
    m.app.inject({
      method: 'GET',
      url: `/api/v1/dossiers/${dossier}/pieces/${piece}`,
      headers: { authorization: `Bearer ${qui.jeton}` },
    })
  const r = await lire(p.directrice)
  expect([r.statusCode, r.headers['content-type'], r.headers['x-content-type-options']]).toEqual([
    200,
    'application/pdf',
    'nosniff',
  ])
  expect(r.headers['content-disposition']).toMatch(/^attachment/)
  expect((await lire(p.autre)).statusCode).toBe(404)
  expect((await lire(p.instructeur)).statusCode).toBe(404)
})

test('un ERUN invité ne remplace pas l’attestation d’une école', async () => {
  await p.maire.acte(id, 'inviter', { courriel: 'erun@exemple.fr', role: 'erun', uai: ECOLES.ferry })
  await expect(joindre(m, p.erun, id, 'attestation_debit', ECOLES.ferry)).rejects.toThrow('role_insuffisant')
})

test('après la clôture, ce qui s’écrit dans un brouillon est encore gardé', async () => {
  m.alleAu('2025-03-01T10:00:00+01:00')
  const url = `/api/v1/dossiers/${id}/reponses`
  const r = await p.maire.api('PATCH', url, { commune: { contact_nom: 'Écrit après la clôture' } })
  expect(r.statut).toBe(200)
  expect((await p.maire.api('GET', url)).json.commune.contact_nom).toBe('Écrit après la clôture')
})
