import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Agent, fournisseurDIdentite } from '../../test/fournisseur.ts'
import { maisonDEssai } from '../../test/maison.ts'
import { visiteur } from '../../test/visiteur.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let idp: Awaited<ReturnType<typeof fournisseurDIdentite>>
beforeAll(async () => {
  m = await maisonDEssai({ maintenant: new Date().toISOString() })
  idp = await fournisseurDIdentite(`${m.config.adressePublique}/connexion/proconnect/retour`)
  m.config.proconnect = idp.config
})
beforeEach(() => idp.falsifiera(undefined))
afterAll(async () => {
  await idp.fermer()
  await m.fermer()
})

const agent = (sub: string, p: Partial<Agent> = {}): Agent => ({
  sub,
  email: `${sub}@exemple.fr`,
  given_name: 'Inès',
  usual_name: 'Agent',
  siret: '21380563300014',
  idp_id: 'idp-essai',
  ...p,
})
/** Goes to the provider as this agent; answers the address at which the browser comes back. */
const partir = async (v: ReturnType<typeof visiteur>, a: Agent | undefined, retour = '/compte') => {
  idp.seraAgent(a)
  const depart = await v.page(`/connexion/proconnect?retour=${encodeURIComponent(retour)}`)
  expect(depart.statut).toBe(303)
  const fin = new URL(await idp.traverser(depart.vers ?? ''))
  return fin.pathname + fin.search
}
const identites = async () =>
  (
    await sql<{ sub: string; siret: string; courriel: string }>`
    select i.sub, i.siret, p.courriel from identite i join personne p on p.id = i.personne_id order by i.cree_le, i.sub`.execute(
      m.base,
    )
  ).rows

test('un agent entre avec ProConnect, revient où il allait, sans aucun droit, et son SIRET ne fait que proposer', async () => {
  const v = visiteur(m)
  expect((await v.page('/connexion')).html).toContain('S’identifier avec ProConnect')
  const r = await v.page(await partir(v, agent('ines')))
  expect(r.vers).toBe('/compte')
  expect((await v.page('/compte')).html).toContain('Inès Agent')
  expect(await identites()).toEqual([{ sub: 'ines', siret: '21380563300014', courriel: 'ines@exemple.fr' }])
  expect((await v.page('/compte/rattachement')).html).toContain('organisme=213805633')
  const { rows } =
    await sql`select 1 from habilitation h join personne p on p.id = h.personne_id where p.courriel = 'ines@exemple.fr'`.execute(
      m.base,
    )
  expect(rows).toEqual([])
})

test('la même personne, dont l’adresse a changé chez son fournisseur, retrouve son compte', async () => {
  const v = visiteur(m)
  expect((await v.page(await partir(v, agent('ines', { email: 'ines.nouveau@exemple.fr' })))).vers).toBe('/compte')
  expect((await v.page('/compte')).html).toContain('ines@exemple.fr')
})

test('le même identifiant chez un autre fournisseur est une autre personne', async () => {
  const v = visiteur(m)
  await v.page(await partir(v, agent('ines', { email: 'homonyme@exemple.fr', idp_id: 'autre-idp' })))
  expect((await v.page('/compte')).html).toContain('homonyme@exemple.fr')
})

test('une adresse qui a déjà un compte n’est liée qu’après le courriel', async () => {
  await m.compte('mairie@exemple.fr', 'signataire@213805633')
  const v = visiteur(m)
  const r = await v.page(await partir(v, agent('mairie')))
  expect(r.vers).toContain('/connexion/code?envoye=oui')
  expect(v.cookies.session).toBeUndefined()
  const { rows } = await sql<{ blocs: { href?: string }[] }>`
    select blocs from courriel where 'mairie@exemple.fr' = any(a) and modele = 'connexion'`.execute(m.base)
  await v.envoyer(new URL(rows[0]?.blocs.find((b) => b.href)?.href ?? 'http://aucun/').pathname, {})
  expect((await identites()).some((i) => i.courriel === 'mairie@exemple.fr')).toBe(true)
  const autre = visiteur(m)
  expect((await autre.page(await partir(autre, agent('mairie')))).vers).toBe('/compte')
})

test.each([
  ['un état falsifié', (url: string) => url.replace(/state=[^&]+/, 'state=falsifie-falsifie-falsifie-falsifie')],
  ['un code falsifié', (url: string) => url.replace(/code=[^&]+/, 'code=falsifie')],
  ['un autre émetteur', (url: string) => url.replace(/iss=[^&]+/, 'iss=https%3A%2F%2Fautre.exemple')],
])('%s n’ouvre rien', async (_, falsifier) => {
  const v = visiteur(m)
  const url = await partir(v, agent('pirate'))
  expect(falsifier(url)).not.toBe(url)
  expect((await v.page(falsifier(url))).statut).toBe(403)
  expect(v.cookies.session).toBeUndefined()
})

test('un nonce qui n’est pas celui du départ n’ouvre rien', async () => {
  const v = visiteur(m)
  const url = await partir(v, agent('pirate'))
  await sql`update proconnect_attente set nonce = 'un-autre-nonce-un-autre-nonce-un-autre'`.execute(m.base)
  expect((await v.page(url)).statut).toBe(403)
  expect(v.cookies.session).toBeUndefined()
})

test('l’adresse de retour ne sert ni deux fois, ni sur un autre navigateur, ni trop tard', async () => {
  const v = visiteur(m)
  const url = await partir(v, agent('ines'))
  const autre = visiteur(m)
  expect((await autre.page(url)).statut).toBe(403)
  expect((await v.page(url)).statut).toBe(303)
  expect((await v.page(url)).statut).toBe(403)
  const lent = visiteur(m)
  const tard = await partir(lent, agent('ines'))
  m.alleAu(new Date(Date.now() + 11 * 60_000).toISOString())
  expect((await lent.page(tard)).statut).toBe(403)
  m.alleAu(new Date().toISOString())
})

const charge = (jwt: unknown): Record<string, unknown> =>
  JSON.parse(Buffer.from(String(jwt).split('.')[1] ?? '', 'base64url').toString())
test.each([
  [
    'dont le contenu a changé',
    (jwt: unknown) => ({
      body: String(jwt).replace(
        /\.[^.]+\./,
        `.${Buffer.from(JSON.stringify({ ...charge(jwt), email: 'maire@exemple.fr' })).toString('base64url')}.`,
      ),
    }),
  ],
  [
    'sans signature',
    (jwt: unknown) => ({
      body: `${Buffer.from('{"alg":"none"}').toString('base64url')}.${String(jwt).split('.')[1]}.`,
    }),
  ],
  ['en JSON nu', (jwt: unknown) => ({ body: JSON.stringify(charge(jwt)), type: 'application/json' })],
])('une identité %s n’ouvre rien', async (_, falsifier) => {
  const v = visiteur(m)
  const url = await partir(v, agent('pirate'))
  idp.falsifiera(falsifier)
  expect((await v.page(url)).statut).toBe(403)
  expect(v.cookies.session).toBeUndefined()
  expect((await identites()).some((i) => i.sub === 'pirate')).toBe(false)
})

test('renoncer chez le fournisseur ramène à la page de connexion, avec une phrase', async () => {
  const v = visiteur(m)
  const r = await v.page(await partir(v, undefined))
  expect(r.statut).toBe(403)
  expect(r.html).toContain('Vous n’avez pas terminé l’identification')
})

test('se déconnecter quitte aussi ProConnect', async () => {
  const v = visiteur(m)
  await v.page(await partir(v, agent('ines')))
  const r = await v.envoyer('/deconnexion', {}, '/page-absente')
  expect(v.cookies.session).toBeUndefined()
  expect(String(r.entetes.refresh)).toContain(`${idp.config.emetteur}/session/end?`)
  const sortie = new URL(String(r.entetes.refresh).slice(7))
  expect(sortie.searchParams.get('id_token_hint')).toMatch(/\./)
  expect((await fetch(sortie)).status).toBe(200)
})

test('ProConnect en panne se dit, et le lien par courriel reste', async () => {
  m.config.proconnect = { ...idp.config, emetteur: 'http://127.0.0.1:1' }
  const r = await visiteur(m).page('/connexion/proconnect')
  m.config.proconnect = idp.config
  expect(r.statut).toBe(503)
  expect(r.html).toContain('ProConnect ne répond pas')
})
