import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parties } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai, PILOTE, VOIRON } from '../../test/maison.ts'
import { urls } from '../urls.ts'
import { chargerAppel } from './charger-appel.ts'
import { publierAppel } from './publier-appel.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
})
afterAll(() => m.fermer())

const appel = async () => (await p.administration.api('GET', `/api/v1/appels/${PILOTE}`)).json
const prolonger = (jusqua: string, version?: number) =>
  p.administration.api('POST', `/api/v1/appels/${PILOTE}/actes/prolonger_delai`, {
    jusqua,
    motif: 'force_majeure',
    accordDepartement: true,
    accordRectorat: true,
    ...(version === undefined ? {} : { version }),
  })
const versionDe = (html: string) => /name="version" value="(\d+)"/.exec(html)?.[1] ?? ''

test('deux administratrices prolongent l’appel sur la même lecture : la seconde n’efface pas la date de la première', async () => {
  const { version } = await appel()
  const [a, b] = await Promise.all([
    prolonger('2025-03-07T23:00:00.000Z', version),
    prolonger('2025-03-14T23:00:00.000Z', version),
  ])
  const [fait, non] = a.statut === 200 ? [a, b] : [b, a]
  expect([fait.statut, fait.json.version]).toEqual([200, version + 1])
  expect([non.statut, non.json.code, non.json.detail]).toEqual([
    409,
    'version_perimee',
    'L’appel a changé depuis que vous l’avez lu. Rechargez la page.',
  ])
  expect((await appel()).cloture).toBe(fait.json.resultat.cloture)
})

test('qui ne nomme pas de version agit sur l’appel tel qu’il est ; une version illisible est une erreur de saisie', async () => {
  expect((await prolonger('2025-03-21T23:00:00.000Z')).statut).toBe(200)
  expect((await prolonger('2025-03-28T23:00:00.000Z', 0)).statut).toBe(422)
})

test('publier un nouveau texte change l’appel : ce qui était décidé sur l’ancien est refusé', async () => {
  const { version, versionPubliee } = await appel()
  const lu = await chargerAppel('appels/tne38-pac-2025', m.porte.maintenant())
  if ('erreurs' in lu) throw new Error('The pilot call loads')
  await publierAppel(m.base, { ...lu.appel, resume: `${lu.appel.resume} Précisé.` }, m.porte.maintenant())
  expect([(await appel()).version, (await appel()).versionPubliee]).toEqual([version + 1, versionPubliee + 1])
  expect((await prolonger('2025-03-28T23:00:00.000Z', version)).json.code).toBe('version_perimee')
})

test('préparer une séance sur une page ancienne : rien n’est créé, la page dit ce qui a changé et garde la saisie', async () => {
  const url = urls.seances.href({ slug: PILOTE })
  const version = versionDe((await p.presidente.page(url)).html)
  expect(version).toMatch(/^\d+$/)
  await prolonger('2025-04-04T22:00:00.000Z')
  const compter = async () =>
    (await sql<{ n: number }>`select count(*)::int as n from seance`.execute(m.base)).rows[0]?.n
  const avant = await compter()
  const saisie = { 'date.jour': '10', 'date.mois': '4', 'date.annee': '2025', lieu: 'Salle des Actes' }
  const r = await p.presidente.envoyer(url, { ...saisie, version })
  expect(r.statut).toBe(409)
  expect(r.html).toContain('Ce qui a changé depuis votre lecture')
  expect(r.html).toContain('a prolongé l’appel')
  expect(r.html).toContain('vendredi 4 avril 2025')
  expect(r.html).not.toContain('force_majeure')
  expect(r.html).toContain('value="Salle des Actes"')
  expect(await compter()).toBe(avant)
  expect((await p.presidente.envoyer(url, { ...saisie, version: versionDe(r.html) })).statut).toBe(303)
  expect(await compter()).toBe((avant ?? 0) + 1)
})

test('deux responsables changent les accès à la fois : la seconde lit ce que la première a fait', async () => {
  const url = `/organismes/${VOIRON.siren}/acces`
  const version = versionDe((await p.maire.page(url)).html)
  const donner = (courriel: string, v: string) =>
    p.maire.envoyer(url, { acte: 'donner_role', courriel, role: 'redacteur', version: v })
  expect((await donner('premiere@exemple.fr', version)).statut).toBe(303)
  const r = await donner('seconde@exemple.fr', version)
  expect(r.statut).toBe(409)
  expect(r.html).toContain('Les accès ont changé depuis que vous avez ouvert cette page')
  expect(r.html).toMatch(/a donné un rôle[\s\S]*premiere@exemple\.fr, Rédaction du dossier/)
  expect(r.html).toContain('value="seconde@exemple.fr"')
  expect((await donner('seconde@exemple.fr', versionDe(r.html))).statut).toBe(303)
  const adresse = `/api/v1/organismes/${VOIRON.siren}`
  const lu = await p.maire.api('GET', adresse)
  expect(lu.json.version).toBe(Number(version) + 2)
  const saisie = { courriel: 'troisieme@exemple.fr', role: 'redacteur' }
  const perimee = await p.maire.api('POST', `${adresse}/actes/donner_role`, { ...saisie, version: Number(version) })
  expect([perimee.statut, perimee.json.code]).toEqual([409, 'version_perimee'])
  expect((await p.maire.api('POST', `${adresse}/actes/donner_role`, saisie)).json.version).toBe(lu.json.version + 1)
})

test('la direction d’une école et les demandes d’accès portent aussi la version lue', async () => {
  const url = `/ecoles/${ECOLES.ferry}/direction`
  const version = versionDe((await p.directrice.page(url)).html)
  expect((await p.directrice.envoyer(url, { toujours: 'oui', version })).statut).toBe(303)
  const r = await p.directrice.envoyer(url, { toujours: 'non', remplacant: 'autre@exemple.fr', version })
  expect([r.statut, r.html.includes('La direction a changé depuis')]).toEqual([409, true])
  await p.autre.api('POST', '/api/v1/rattachements', { organisme: '213801400', role: 'redacteur', voie: 'agent' })
  expect((await p.instructeur.page('/demandes-acces')).html).toContain('name="version" value="1"')
  expect((await p.administration.page(`/organismes/${VOIRON.siren}/reprise`)).html).toMatch(
    /name="version" value="\d+"/,
  )
})
