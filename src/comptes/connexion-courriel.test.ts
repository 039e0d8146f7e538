import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { maisonDEssai } from '../../test/maison.ts'
import { visiteur } from '../../test/visiteur.ts'
import { construireApp } from '../app.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
beforeAll(async () => {
  m = await maisonDEssai()
  await m.compte('mairie@exemple.fr', 'signataire@213805633')
})
beforeEach(async () => {
  await sql`delete from limite`.execute(m.base)
  jour += 1
  a('10:00')
})
afterAll(() => m.fermer())

let jour = 10
/** Each test has its day. */
const a = (heure: string) => m.alleAu(`2025-01-${jour}T${heure}:00+01:00`)

type Bloc = { href?: string; texte?: unknown }
/** The link and the code of the last letter to this address. */
const derniereLettre = async (courriel: string) => {
  const { rows } = await sql<{ blocs: Bloc[]; objet: string }>`
    select blocs, objet from courriel where ${courriel} = any(a) and modele = 'connexion' order by cree_le desc, id desc limit 1`.execute(
    m.base,
  )
  const texte = JSON.stringify(rows[0]?.blocs ?? [])
  return {
    objet: rows[0]?.objet,
    lien: new URL(rows[0]?.blocs.find((b) => b.href)?.href ?? 'http://aucun/').pathname,
    code: /(\d{3})\u00a0(\d{3})/.exec(texte)?.slice(1).join('') ?? '',
  }
}
const demander = async (courriel: string, champs: Record<string, string> = {}, v = visiteur(m)) => {
  const r = await v.envoyer('/connexion', { courriel, ...champs })
  return { v, r, ...(await derniereLettre(courriel.trim().toLowerCase())) }
}

test('un lien connecte une fois, après confirmation, et ramène où l’on allait', async () => {
  const { v, r, lien } = await demander('Mairie@Exemple.fr ', { retour: '/compte' })
  expect(r.vers).toContain('/connexion/code')
  for (const _ of [1, 2]) expect((await v.page(lien)).html).toContain('Confirmer la connexion')
  const entree = await v.envoyer(lien, {})
  expect(entree.vers).toBe('/compte')
  expect(v.cookies.session).toBeDefined()
  const autre = visiteur(m)
  expect((await autre.page(lien)).statut).toBe(410)
  expect((await autre.envoyer(lien, {}, '/connexion')).statut).toBe(410)
  expect(autre.cookies.session).toBeUndefined()
})

test('un lien vieux de vingt minutes ne connecte plus', async () => {
  const { lien, code } = await demander('mairie@exemple.fr')
  a('10:20')
  const v = visiteur(m)
  expect((await v.page(lien)).statut).toBe(410)
  expect((await v.envoyer('/connexion/code', { courriel: 'mairie@exemple.fr', code })).statut).toBe(422)
})

test('le code connecte depuis un autre appareil, et ferme le lien', async () => {
  const { lien, code } = await demander('mairie@exemple.fr')
  const autre = visiteur(m, { ip: '198.51.100.7' })
  const r = await autre.envoyer('/connexion/code', {
    courriel: 'mairie@exemple.fr',
    code: `${code.slice(0, 3)} ${code.slice(3)}`,
  })
  expect(r.statut).toBe(303)
  expect(autre.cookies.session).toBeDefined()
  expect((await visiteur(m).page(lien)).statut).toBe(410)
})

test('la base ne garde ni le lien ni le code', async () => {
  const { lien, code } = await demander('mairie@exemple.fr')
  const { rows } = await sql<{
    t: string
  }>`select coalesce(string_agg(j::text, ' '), '') as t from jeton_connexion j`.execute(m.base)
  expect(rows[0]?.t).not.toContain(lien.split('/').at(-1) ?? '?')
  expect(rows[0]?.t).not.toMatch(new RegExp(`[^0-9a-f]${code}[^0-9a-f]`))
  await sql`update courriel set etat = 'envoye'`.execute(m.base)
  const lettres = await sql<{
    n: number
  }>`select count(*)::int as n from courriel where modele = 'connexion' and blocs <> '[]'`.execute(m.base)
  expect(lettres.rows[0]?.n).toBe(0)
})

test('cinq codes faux, et le bon ne sert plus à rien', async () => {
  const { v, code } = await demander('mairie@exemple.fr')
  const faux = code === '000000' ? '000001' : '000000'
  for (let i = 0; i < 5; i++)
    expect((await v.envoyer('/connexion/code', { courriel: 'mairie@exemple.fr', code: faux })).statut).toBe(422)
  expect((await v.envoyer('/connexion/code', { courriel: 'mairie@exemple.fr', code })).statut).toBe(422)
  expect(v.cookies.session).toBeUndefined()
})

test('deviner des codes est arrêté par adresse, d’où que l’on vienne', async () => {
  const statuts: number[] = []
  for (let i = 0; i < 12; i++) {
    const v = visiteur(m, { ip: `203.0.113.${i}` })
    statuts.push((await v.envoyer('/connexion/code', { courriel: 'mairie@exemple.fr', code: '123456' })).statut)
  }
  expect(statuts.slice(0, 10)).toEqual(Array(10).fill(422))
  expect(statuts.slice(10)).toEqual([429, 429])
})

test('la page répond la même chose, que l’adresse ait un compte ou non', async () => {
  const connue = await demander('mairie@exemple.fr')
  const inconnue = await demander('inconnue@exemple.fr')
  expect([inconnue.r.statut, inconnue.r.vers]).toEqual([connue.r.statut, connue.r.vers])
  const page = async (x: typeof connue, adresse: string) =>
    (await x.v.page('/connexion/code?envoye=oui')).html
      .replaceAll(adresse, 'X')
      .replace(/(content|value)="[\w-]{43}"/g, '')
  expect(await page(inconnue, 'inconnue@exemple.fr')).toBe(await page(connue, 'mairie@exemple.fr'))
  expect(inconnue.objet).toBe('Ouvrir votre compte sur Lauréat')
})

test('une personne inconnue ouvre son compte, sans aucun droit, et donne son nom', async () => {
  const { v, lien } = await demander('nouvelle@exemple.fr', { retour: '/compte/rattachement' })
  const r = await v.envoyer(lien, {})
  expect(r.vers).toBe('/compte?bienvenue=oui&retour=%2Fcompte%2Frattachement')
  const { rows } = await sql<{ droits: number }>`
    select count(h.id)::int as droits from personne p left join habilitation h on h.personne_id = p.id where p.courriel = 'nouvelle@exemple.fr' group by p.id`.execute(
    m.base,
  )
  expect(rows).toEqual([{ droits: 0 }])
})

test('les lettres vers une même adresse sont comptées, sur deux serveurs comme sur un', async () => {
  const deux = { app: await construireApp(m.f, { journaux: false }) }
  const statuts: number[] = []
  for (let i = 0; i < 6; i++)
    statuts.push(
      (
        await visiteur(i % 2 ? deux : m, { ip: `203.0.113.${i}` }).envoyer('/connexion', {
          courriel: 'cible@exemple.fr',
        })
      ).statut,
    )
  expect(statuts).toEqual([303, 303, 303, 303, 303, 429])
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from courriel where 'cible@exemple.fr' = any(a)`.execute(m.base)
  expect(rows[0]?.n).toBe(5)
  a('10:16')
  expect((await visiteur(m).envoyer('/connexion', { courriel: 'cible@exemple.fr' })).statut).toBe(303)
})

test('une adresse mal écrite reçoit une phrase, et reste dans le champ', async () => {
  const { r } = await demander('mairie.exemple.fr')
  expect(r.statut).toBe(422)
  expect(r.html).toContain('value="mairie.exemple.fr"')
  expect(r.html).toContain('par exemple mairie@commune.fr')
})

test('un retour vers un autre site est oublié', async () => {
  const { v, lien } = await demander('mairie@exemple.fr', { retour: '//evil.example/' })
  expect((await v.envoyer(lien, {})).vers).toBe('/mon-espace')
})
