import { afterAll, beforeAll, expect, test } from 'vitest'
import { parties, unDossier } from '../../test/dossier.ts'
import { maisonDEssai, PILOTE } from '../../test/maison.ts'
import { urls } from '../urls.ts'

const slug = PILOTE
let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  const id = await unDossier(m, p)
  await m.f.pool.query("update dossier set etat = 'conforme' where id = $1", [id])
  // Two hundred and fifty school projects of 10 000 € each, scored 100, 99.9…, under an envelope of 1 500 000 €.
  await m.f.pool.query(`
    insert into ecole select (jsonb_populate_record(e, jsonb_build_object('uai', '0387' || lpad(n::text, 3, '0') || 'A', 'nom', 'École ' || n))).*
      from ecole e, generate_series(1, 250) n where e.uai = '0389901F'`)
  await m.f.pool.query(
    `insert into projet_ecole (dossier_id, uai, appel, montant_calcule, score, contenu, cree_le)
      select $1, '0387' || lpad(n::text, 3, '0') || 'A', $2, 1000000, 100 - n / 10.0,
        jsonb_build_object('interne', jsonb_build_object('notation', jsonb_build_object('exact', (1000 - n) || '/10', 'notes', '{}'::jsonb, 'notateurs', 1))), now()
      from generate_series(1, 250) n`,
    [id, slug],
  )
})
afterAll(() => m.fermer())

const lire = async (recherche: Record<string, string>) => {
  const r = await p.presidente.page(urls.classement.href({ slug }, recherche))
  return r.html.replace(/[\u00a0\u202f]/g, ' ')
}
const lignes = (html: string) => html.match(/class="laureat-table"|<tr/g)?.filter((x) => x === '<tr').length ?? 0

test('le classement se lit par cent, avec son total, et mène à la ligne où l’enveloppe s’arrête', async () => {
  const premiere = await lire({})
  expect(lignes(premiere)).toBe(101)
  expect(premiere).toContain('Page 1 sur 3, 252 projets')
  expect(premiere).toContain('s’arrête avant le rang 151')
  expect(premiere).toContain(`${urls.classement.href({ slug }, { page: 2 })}#coupure`)
  expect(premiere).not.toContain('id="coupure"')
  const seconde = await lire({ page: '2' })
  expect(seconde).toMatch(/151\s*<small id="coupure">L’enveloppe s’arrête ici/)
  expect(seconde).toContain('1 500 000 €')
  expect(lignes(await lire({ page: '99' }))).toBe(53)
  expect(lignes(await lire({ page: 'x' }))).toBe(101)
})

test('le tableur garde le classement entier', async () => {
  const r = await m.app.inject({
    url: urls.classement.href({ slug }, { format: 'xlsx' }),
    headers: { cookie: p.presidente.cookie },
  })
  const { readXlsx } = await import('hucre/xlsx')
  const { sheets } = await readXlsx(new Uint8Array(r.rawPayload))
  expect(sheets[0]?.rows.length).toBe(253)
})

test('la notation et la séance se lisent par cent aussi', async () => {
  const r = await p.membre.page(urls.notation.href({ slug }, { vue: 'tous' }))
  expect(lignes(r.html)).toBe(101)
})
