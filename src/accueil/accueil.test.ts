import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parties, unDossier } from '../../test/dossier.ts'
import { maisonDEssai, PILOTE } from '../../test/maison.ts'
import { lireConfig } from '../config.ts'
import { toutesLesUrls } from '../urls.ts'
import { robots } from './plan.ts'
import { siteDe } from './site.ts'
import { enXml } from './xml.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
beforeAll(async () => {
  m = await maisonDEssai()
})
afterAll(() => m.fermer())
const page = (url: string) => m.app.inject({ method: 'GET', url })

describe('toute réponse', () => {
  it.each(['/', '/nulle-part', '/api/v1/appels', '/connexion'])(
    '%s dit au navigateur ce qu’il ne doit pas faire',
    async (url) => {
      const { headers } = await page(url)
      expect(headers['content-security-policy']).toMatch(
        /default-src 'none';.*script-src 'self';.*frame-ancestors 'self'/,
      )
      expect(headers['content-security-policy']).not.toContain('unsafe-inline')
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'SAMEORIGIN',
        'referrer-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
      })
    },
  )
})

describe('l’accueil', () => {
  it('montre d’abord l’appel ouvert, avec le temps qui reste', async () => {
    m.alleAu('2025-01-15T10:00:00+01:00')
    const html = (await page('/')).body.replaceAll('\u00a0', ' ')
    expect(html.indexOf('Appel ouvert')).toBeLessThan(html.indexOf('Ce que Lauréat fait pour vous'))
    expect(html).toContain(`href="/appels/${PILOTE}"`)
    expect(html).toContain('il reste 37 jours')
    expect(html).toContain('le Département de l’Isère')
    expect(html).toContain('Accessibilité : non conforme')
    expect(html).toContain('href="/connexion"')
    expect(html).toMatch(/<link rel="alternate" type="application\/atom\+xml"[^>]* href="\/appels\.atom"/)
  })
  it('sans appel ouvert, le dit et garde l’ancien à portée', async () => {
    m.alleAu('2025-06-01T10:00:00+02:00')
    const html = (await page('/')).body
    expect(html).toContain('Aucun appel n’est ouvert aujourd’hui.')
    expect(html).toContain('clos depuis le 21 février 2025')
    m.alleAu('2025-01-15T10:00:00+01:00')
  })
  it('reconnaît une personne connectée', async () => {
    const { page: lire } = await m.compte('connectee@exemple.fr')
    expect((await lire('/')).html).toContain('Ouvrir mon espace')
  })
})

describe('ce que tout site public doit à ses visiteurs', () => {
  it.each(['/mentions-legales', '/donnees-personnelles', '/accessibilite', '/plan-du-site'])(
    '%s existe, avec un seul titre principal',
    async (url) => {
      const r = await page(url)
      expect(r.statusCode).toBe(200)
      expect(r.body.match(/<h1/g)).toHaveLength(1)
      expect(r.body).not.toMatch(/undefined|\[object/)
    },
  )
  it('la déclaration d’accessibilité suit la forme imposée, dans l’ordre', async () => {
    const html = (await page('/accessibilite')).body
    const places = [
      's’engage à rendre',
      'État de conformité',
      'Résultats des tests',
      'Contenus non accessibles',
      'Établissement de cette déclaration',
      'Retour d’information',
      'Voies de recours',
    ].map((t) => html.indexOf(t))
    expect(places.every((p) => p > 0)).toBe(true)
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(html).toContain('<strong>non conforme</strong>')
  })
  it('le flux des appels est un flux Atom', async () => {
    const r = await page('/appels.atom')
    expect(r.headers['content-type']).toContain('application/atom+xml')
    expect(r.body).toContain(`<id>http://localhost:3000/appels/${PILOTE}</id>`)
  })
  it('le plan pour les moteurs ne montre que des pages publiques qui existent', async () => {
    const adresses = [...(await page('/sitemap.xml')).body.matchAll(/<loc>http:\/\/localhost:3000([^<]*)<\/loc>/g)].map(
      (x) => x[1] ?? '',
    )
    expect(adresses).toContain(`/appels/${PILOTE}/simulateur`)
    for (const a of adresses) expect((await page(a)).statusCode).toBe(200)
  })
  it('les robots ne lisent aucune page réservée', () => {
    const interdits = [...robots('https://x.fr').matchAll(/Disallow: (\S+)/g)].map((x) => x[1] ?? '')
    const prives = toutesLesUrls.filter(([, u]) => u.acces === 'connecte' && u.methodes.includes('GET'))
    expect(prives.length).toBeGreaterThan(5)
    const lisibles = prives
      .map(([, u]) => u.chemin)
      .filter((c) => !interdits.some((i) => c.replace(/:\w+/g, '*').startsWith(i)))
    expect(lisibles).toEqual([])
    expect(interdits).toContain('/connexion?')
    expect(interdits).not.toContain('/connexion')
    expect(interdits.some((i) => i === '/' || i === '/appels/' || i === '/appels/*')).toBe(false)
  })
  it('un titre d’appel ne casse pas le XML', () => {
    expect(enXml('a < b & "c" \u0007')).toBe('a &#60; b &#38; &#34;c&#34; ')
  })
})

describe('les courriels de la démonstration', () => {
  it('montrent chaque lettre à qui elle part, la plus récente d’abord, liens compris', async () => {
    await unDossier(m, await parties(m), { jusquau: 'depose' })
    const liste = (await page('/demo/courriels?a=mairie%40exemple')).body
    expect(liste).toContain('mairie@exemple.fr')
    expect(liste).not.toContain('directrice@exemple.fr')
    const id = /\/demo\/courriels\/([0-9a-f-]{36})/.exec(liste)?.[1]
    const lettre = (await page(`/demo/courriels/${id}`)).body
    expect(lettre).toMatch(/<a href="http:\/\/localhost:3000\/[^"]+" class="govuk-button"/)
    expect(lettre).toContain('name="robots" content="noindex"')
  })
  it.each(['abc', '00000000-0000-0000-0000-000000000000', "'%3B--"])('la lettre %s n’existe pas : 404', async (id) => {
    expect((await page(`/demo/courriels/${id}`)).statusCode).toBe(404)
  })
  it('rien ne correspond : la page le dit', async () => {
    expect((await page('/demo/courriels?a=%25_%27')).body).toContain('Aucune lettre pour')
  })
})

describe('l’opérateur', () => {
  const config = (env: Record<string, string>) =>
    lireConfig({ LAUREAT_LANCEUR: 'dev', DEMO: '1', DEMO_MONDE: 'vide', ...env })
  it('une couleur illisible empêche de démarrer', () => {
    expect(config({ OPERATEUR_COULEUR: '#ffcc00' })).toMatchObject({
      erreurs: [expect.stringContaining('plus foncée')],
    })
    expect(config({ OPERATEUR_COULEUR: '#7a1f5c' })).toMatchObject({ operateur: { couleur: '#7a1f5c' } })
  })
  it('ses mentions viennent de la configuration', () => {
    const c = config({
      OPERATEUR_NOM: 'Région Bretagne',
      OPERATEUR_DIRECTEUR: 'Dominique Exemple',
      OPERATEUR_HEBERGEUR: 'Hébergeur, Rennes',
    })
    if ('erreurs' in c) throw new Error(c.erreurs.join())
    expect(siteDe(c)).toMatchObject({
      leNom: 'la Région Bretagne',
      directeur: 'Dominique Exemple',
      hebergeur: 'Hébergeur, Rennes',
    })
  })
})
