import { afterAll, beforeAll, expect, test } from 'vitest'
import { parties, unDossier } from '../../test/dossier.ts'
import { maisonDEssai, PILOTE } from '../../test/maison.ts'
import { urls } from '../urls.ts'
import { executerLots } from './executer-lots.ts'

const slug = PILOTE
const lots = urls.lots.href({ slug })
let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
  const id = await unDossier(m, p)
  // A hundred and twenty more dossiers like it, of communes of their own.
  await m.f.pool.query(`
    insert into commune (insee, nom, siren, departement, region, population, type_liaison, epci, recherche)
      select '9' || lpad(n::text, 4, '0'), 'Commune ' || n, '9' || lpad(n::text, 8, '0'), '38', '84', 100, 0, '243800984', 'commune ' || n from generate_series(1, 120) n`)
  await m.f.pool.query(`
    insert into organisme select (jsonb_populate_record(o, jsonb_build_object('siren', '9' || lpad(n::text, 8, '0'), 'nom', 'Commune ' || n))).*
      from organisme o, generate_series(1, 120) n where o.siren = '213805633'`)
  await m.f.pool.query(
    `insert into dossier select (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid(), 'numero', 'LOT-' || lpad(n::text, 4, '0'),
      'organisme', '9' || lpad(n::text, 8, '0'), 'recherche', 'lot ' || lpad(n::text, 4, '0'), 'journal_rang', 0, 'journal_empreinte', repeat('0', 64)))).* from dossier d, generate_series(1, 120) n where d.id = $1`,
    [id],
  )
}, 60_000)
afterAll(() => m.fermer())

const lire = (r: { html: string }) => r.html.replace(/[\u00a0\u202f]/g, ' ')

test('toute une liste se choisit d’un coup, filtres compris, et la page n’en montre que cent', async () => {
  const bureau = lire(await p.instructeur.page(urls.bureau.href({ slug })))
  expect(bureau).toContain('Choisir les 121 dossiers de cette liste')
  const apercu = lire(await p.instructeur.envoyer(lots, { genre: 'attribuer', tous: 'oui', requete: '' }))
  expect(apercu).toContain('121 dossiers choisis')
  expect(apercu).toContain('Et 21 autres dossiers de la même liste')
  const filtre = lire(await p.instructeur.envoyer(lots, { genre: 'attribuer', tous: 'oui', requete: 'q=lot+0007' }))
  expect(filtre).toContain('1 dossier choisi')
})

test('une lettre se relit comme elle partira, se modifie, puis part une seule fois à chacun', async () => {
  const choisis = { genre: 'lettre', tous: 'oui', requete: 'q=lot' }
  const lettre = { objet: 'Réunion le 3 mars', texte: 'Bonjour,\r\n\r\nLa réunion est à 14 h.' }
  const vide = await p.instructeur.envoyer(lots, { ...choisis, confirmer: 'relire', objet: 'Réunion' })
  expect(vide.statut).toBe(422)
  const relue = lire(await p.instructeur.envoyer(lots, { ...choisis, ...lettre, confirmer: 'relire' }))
  expect(relue).toMatch(/<p class="govuk-body">Bonjour,<\/p>\s*<p class="govuk-body">La réunion est à 14 h\./)
  expect(relue).toContain('Envoyer à 120 porteurs')
  expect((await m.courriels()).filter((c) => c.objet.includes('Réunion'))).toEqual([])
  const modifiee = lire(await p.instructeur.envoyer(lots, { ...choisis, ...lettre, confirmer: '' }))
  expect(modifiee).toContain('value="Réunion le 3 mars"')
  const ids = /name="dossier" value="([^"]+)"/.exec(relue)?.[1] ?? ''
  const parti = await p.instructeur.envoyer(lots, { genre: 'lettre', dossier: ids, ...lettre, confirmer: 'oui' })
  expect(parti.statut).toBe(303)
  // The work that the page started, the job of the minute and another process: together they write each letter once.
  const fini = async () =>
    (await m.f.pool.query("select count(*)::int as n from lot where etat = 'en_cours'")).rows[0].n === 0
  while (!(await fini())) {
    await Promise.all([executerLots(m.f), executerLots(m.f)])
    await new Promise((suite) => setTimeout(suite, 50))
  }
  const { rows } = await m.f.pool.query('select dossier_id from message')
  expect([rows.length, new Set(rows.map((r) => r.dossier_id)).size]).toEqual([120, 120])
  const rapport = lire(await p.instructeur.page(parti.vers ?? ''))
  expect(rapport).toContain('120 faits, 0 refusé, 0 en attente, sur 120')
  expect(rapport.match(/<tr/g)?.length).toBe(101)
})

test('un lot interrompu entre la lettre et sa marque ne l’écrit pas deux fois', async () => {
  await m.f.pool.query("update lot set etat = 'en_cours'")
  await m.f.pool.query(
    "update lot_ligne set etat = 'attente' where dossier_id in (select dossier_id from lot_ligne limit 5)",
  )
  await executerLots(m.f)
  const { rows } = await m.f.pool.query('select count(*)::int as n from message')
  expect(rows[0].n).toBe(120)
})

test('un dossier se trouve par la commune de ses écoles, son UAI ou son SIREN, sans accent', async () => {
  const trouve = async (q: string) =>
    /([\d ]+) dossiers?</.exec(lire(await p.instructeur.page(urls.bureau.href({ slug }, { q }))))?.[1]
  await m.f.pool.query("update organisme set nom = 'Communauté du Lac' where siren = '213805633'")
  const { rows } = await m.f.pool.query("select id from dossier where numero not like 'LOT%'")
  expect((await p.instructeur.acte(rows[0].id, 'attribuer', { agent: 'instructeur@exemple.fr' })).statut).toBe(200)
  for (const q of ['voiron', 'VOIR', 'ecole ferry', '0389901f', '213 805 633', 'communaute lac'])
    expect([q, (await p.instructeur.page(urls.bureau.href({ slug }, { q }))).html.includes(rows[0].id)]).toEqual([
      q,
      true,
    ])
  expect(await trouve('grenoble')).toBe('0')
})
