import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bien, menerJusqua } from '../../test/argent.ts'
import { joindre, parties } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai } from '../../test/maison.ts'
import { composerUn } from '../registre/composer-documents.ts'
import { texteDuPdf } from '../socle/pdf/texte-du-pdf.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
let id: string
const ecoles = [ECOLES.ferry, ECOLES.brunerie]
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  m.alleAu('2025-01-16T10:00:00+01:00')
  ;({ id } = await menerJusqua(m, p, 'accorde', { ecoles }))
  // The two schools of the sample answer that they have an ENT: here they have none.
  await sql`update reponse set valeurs = valeurs || '{"ent_existant": false}' where dossier_id = ${id} and section = 'presentation'`.execute(
    m.base,
  )
  await sql`update projet_ecole set presentation_ent = 'a_faire', convention_ent = 'a_signer' where dossier_id = ${id}`.execute(
    m.base,
  )
}, 60_000)
afterAll(() => m.fermer())

const dossier = async () => (await p.maire.api('GET', `/api/v1/dossiers/${id}`)).json
const signer = async (qui: 'secretaire' | 'rectorat', champs: Record<string, string | string[]>) =>
  p[qui].envoyer(`/dossiers/${id}/convention`, {
    geste: 'signer_convention_ent',
    prefixe: 'signer_convention_ent',
    version: String((await dossier()).version),
    ...Object.fromEntries(Object.entries(champs).map(([k, v]) => [`signer_convention_ent.${k}`, v])),
  })
const etats = async () =>
  (
    await sql<{ convention_ent: string }>`
      select convention_ent from projet_ecole where dossier_id = ${id} order by uai`.execute(m.base)
  ).rows.map((r) => r.convention_ent)

test('la convention ENT part avec la convention, en PDF et en Word, avec ses écoles et ses annexes', async () => {
  bien(await p.instructeur.acte(id, 'envoyer_convention'))
  const { rows } = await sql<{ id: string; genre: string; nom: string }>`
    select id, genre, nom from document where dossier_id = ${id} and genre like 'convention_ent%' order by genre`.execute(
    m.base,
  )
  expect(rows.map((r) => r.genre)).toEqual(['convention_ent', 'convention_ent_word'])
  const octets: Buffer[] = []
  const cle = await composerUn({ porte: m.porte, fichiers: m.fichiers }, rows[0]?.id ?? '')
  for await (const o of (await m.fichiers.lire(cle)) as AsyncIterable<Buffer>) octets.push(o)
  const texte = await texteDuPdf(Buffer.concat(octets))
  for (const dit of [
    'Annexe 1. Écoles concernées',
    'École La Brunerie (0389902G)',
    'Annexe 3. Mesures de sécurité',
    'DSDEN',
  ])
    expect(texte).toContain(dit)
  // The Rectorat issues it, not the Département.
  expect(texte).toMatch(/^Rectorat de Grenoble\s+Convention sur les données/u)
  const page = await p.secretaire.page(`/dossiers/${id}/convention`)
  for (const r of rows) expect(page.html).toContain(`/documents/${r.id}`)
  const lettre = await sql<{ pieces: { nom: string }[] }>`
    select pieces from courriel where modele = 'envoyer_convention' limit 1`.execute(m.base)
  expect(lettre.rows[0]?.pieces.map((x) => x.nom)).toEqual(expect.arrayContaining(rows.map((r) => r.nom)))
})

test('la commune signe pour ses deux écoles en une fois, puis le Rectorat ; chacun voit où cela en est', async () => {
  const piece = await joindre(m, p.secretaire, id, 'convention_ent')
  const tot = await signer('rectorat', { ecoles, piece: await joindre(m, p.rectorat, id, 'convention_ent') })
  expect([tot.statut, tot.html.includes('La commune signe d’abord')]).toEqual([409, true])
  const r = await signer('secretaire', {
    ecoles,
    piece,
    'signataire.nom': 'Dominique Essai',
    'signataire.qualite': 'Maire',
  })
  expect(r.statut).toBe(303)
  expect(await etats()).toEqual(['signee_commune', 'signee_commune'])
  expect((await p.instructeur.page(`/dossiers/${id}/convention`)).html).toContain('À signer par le Rectorat')
  const fin = await signer('rectorat', { ecoles, piece: await joindre(m, p.rectorat, id, 'convention_ent') })
  expect(fin.statut).toBe(303)
  expect(await etats()).toEqual(['signee', 'signee'])
  expect((await p.maire.page(`/dossiers/${id}/convention`)).html).toContain('Signée des deux côtés')
  expect((await p.secretaire.acte(id, 'etablir_convention_ent')).json.code).toBe('rien_a_etablir')
})

test('une école sans ENT est prévenue au vote, une seule fois', async () => {
  const { id: autre } = await menerVote()
  const lettres = (await m.courriels()).filter((l) => l.modele === 'presenter_ent' && l.dossier_id === autre)
  expect(lettres.map((l) => l.a[0])).toEqual(['ce.0389901f@ac-grenoble.fr'])
})

const menerVote = async () => {
  await sql`update dossier set etat = 'retenu' where id = ${id}`.execute(m.base)
  await sql`update projet_ecole set presentation_ent = 'a_faire' where dossier_id = ${id} and uai = ${ECOLES.ferry}`.execute(
    m.base,
  )
  await sql`update projet_ecole set presentation_ent = 'presentee' where dossier_id = ${id} and uai = ${ECOLES.brunerie}`.execute(
    m.base,
  )
  const { calcule } = (await dossier()).montants
  const vote = { date: '2025-05-17', deliberation: '2025-CP-13', montant: calcule }
  bien(await p.assemblee.acte(id, 'accorder', vote))
  return { id }
}
