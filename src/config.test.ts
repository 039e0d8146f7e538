import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { type Config, lireConfig } from './config.ts'

const PRODUCTION = {
  SECRET: 'x'.repeat(32),
  ADRESSE_PUBLIQUE: 'https://aides.exemple.fr/',
  SMTP_URL: 'smtp://relais.exemple.fr:587',
  COURRIEL_EXPEDITEUR: 'Département <aides@exemple.fr>',
  OPERATEUR_NOM: 'Département de l’Exemple',
  OPERATEUR_CONTACT: 'contact@exemple.fr',
}
const DEV = { DEMO: '1', LAUREAT_LANCEUR: 'dev' }

const bonne = (env: Record<string, string>, usage?: 'commande'): Config => {
  const config = lireConfig(env, usage)
  if ('erreurs' in config) throw new Error(config.erreurs.join('\n'))
  return config
}
const erreurs = (env: Record<string, string>): string[] => {
  const config = lireConfig(env, 'serveur', new Date('2026-06-01T00:00:00Z'))
  return 'erreurs' in config ? config.erreurs : []
}

test('une mise en production complète est acceptée telle quelle', () => {
  const config = bonne({ ...PRODUCTION, PORT: '8080', PROCESSUS: 'travaux', CLAMD: 'clamav:3310' })
  expect(config).toMatchObject({
    port: 8080,
    hote: '0.0.0.0',
    adressePublique: 'https://aides.exemple.fr',
    processus: { web: false, travaux: true },
    clamd: { hote: 'clamav', port: 3310 },
    demo: false,
  })
})

test('une mise en production vide dit chaque variable qui manque, une phrase chacune', () => {
  const phrases = erreurs({})
  for (const nom of Object.keys(PRODUCTION))
    expect(phrases.filter((p) => p.startsWith(`${nom} manque`))).toHaveLength(1)
  expect(phrases).toHaveLength(6)
})

test('la démonstration sur son poste ne demande rien, et n’écoute que ce poste', () => {
  expect(bonne(DEV)).toMatchObject({
    hote: '127.0.0.1',
    port: 3000,
    demoMonde: 'complet',
    adressePublique: 'http://localhost:3000',
  })
})

test('la ligne de commande ne demande pas les variables du serveur', () => {
  expect(bonne({ DEMO: '1' }, 'commande').donnees).toMatch(/\/donnees$/)
})

describe('est refusé d’une phrase', () => {
  test.each<[string, Record<string, string>, RegExp]>([
    ['une démonstration lancée comme une production', { DEMO: '1' }, /^DEMO=1 est réservé à bin\/dev/],
    [
      'une démonstration publique sans secret',
      { DEMO: '1', DEMO_PUBLIQUE: '1', ADRESSE_PUBLIQUE: 'https://a.fr' },
      /^SECRET manque/,
    ],
    ['un port qui n’en est pas un', { ...DEV, PORT: '99999' }, /^PORT doit être un nombre entier/],
    ['un secret court', { ...PRODUCTION, SECRET: 'abc' }, /^SECRET est trop court/],
    ['une adresse publique en clair', { ...PRODUCTION, ADRESSE_PUBLIQUE: 'http://aides.exemple.fr' }, /https:\/\//],
    ['une base qui n’est pas PostgreSQL', { ...DEV, DATABASE_URL: 'mysql://moi:motdepasse@h/b' }, /^DATABASE_URL doit/],
    [
      'un stockage à moitié décrit',
      { ...DEV, FICHIERS_S3_ADRESSE: 'https://s3.exemple.fr' },
      /^FICHIERS_S3_CLE manque/,
    ],
    ['un processus inconnu', { ...DEV, PROCESSUS: 'nuit' }, /^PROCESSUS doit être/],
    ['une heure inventée en production', { ...PRODUCTION, MAINTENANT: '2027-01-01T00:00:00Z' }, /qu’avec DEMO=1/],
    ['une heure sans fuseau', { ...DEV, MAINTENANT: '2027-01-01T00:00' }, /^MAINTENANT doit être un instant ISO/],
    ['un passé où le monde complet n’existe pas', { ...DEV, MAINTENANT: '2025-01-01T00:00:00Z' }, /DEMO_MONDE=vide/],
  ])('%s', (_, env, phrase) => {
    const phrases = erreurs(env)
    expect(
      phrases.some((p) => phrase.test(p)),
      phrases.join('\n'),
    ).toBe(true)
    expect(phrases.join()).not.toContain('motdepasse')
  })
})

test('le passé est permis dans un monde vide, le futur partout en démonstration', () => {
  expect(erreurs({ ...DEV, DEMO_MONDE: 'vide', MAINTENANT: '2025-01-01T00:00:00Z' })).toEqual([])
  expect(erreurs({ ...DEV, MAINTENANT: '2027-01-01T00:00:00Z' })).toEqual([])
})

test('les réponses par courriel se reçoivent en boucle locale, et seulement avec un domaine', () => {
  const lire = (env: Record<string, string>) => lireConfig(env, 'commande')
  expect(lire({ REPONSES_DOMAINE: 'Reponses.exemple.fr', RECEPTION_PORT: '2424' })).toMatchObject({
    reponses: { domaine: 'reponses.exemple.fr', ecoute: { port: 2424, hote: '127.0.0.1', lmtp: false } },
  })
  expect(lire({})).not.toHaveProperty('reponses')
  expect(lire({ RECEPTION_PORT: '2424' })).toMatchObject({
    erreurs: [expect.stringContaining('REPONSES_DOMAINE manque')],
  })
  expect(lire({ REPONSES_DOMAINE: 'pas un domaine' })).toHaveProperty('erreurs')
})

test('qui exploite le service trouve chaque variable dans le guide, et aucune autre', () => {
  const lues = new Set<string>()
  const env: Record<string, string> = { ...PRODUCTION, REPONSES_DOMAINE: 'r.exemple.fr', RECEPTION_PORT: '2424' }
  for (const v of ['ADRESSE', 'COMPARTIMENT', 'CLE', 'SECRET']) env[`FICHIERS_S3_${v}`] = 'https://s3.exemple.fr'
  const espion = new Proxy(env, {
    get: (cible, nom: string) => {
      lues.add(nom)
      return cible[nom]
    },
  })
  expect(lireConfig(espion)).not.toHaveProperty('erreurs')
  const guide = readFileSync('docs/exploitation.md', 'utf8')
  const dites = new Set([...guide.matchAll(/`([A-Z][A-Z0-9_]{3,})`/g)].map((x) => x[1] ?? ''))
  expect([...dites].sort()).toEqual([...lues].sort())
})
