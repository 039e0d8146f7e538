import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parties } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai, VOIRON } from '../../test/maison.ts'
import { demanderDirections } from './rappel-direction.ts'

let m: Awaited<ReturnType<typeof maisonDEssai>>
let p: Awaited<ReturnType<typeof parties>>
beforeAll(async () => {
  m = await maisonDEssai()
  p = await parties(m)
})
afterAll(() => m.fermer())

const titulaires = async (portee: string) =>
  (
    await sql<{ qui: string }>`
      select h.role || ' ' || p.courriel as qui from habilitation h join personne p on p.id = h.personne_id
      where h.portee = ${portee} and (h.jusqua is null or h.jusqua > ${m.porte.maintenant()}) order by 1`.execute(
      m.base,
    )
  ).rows.map((r) => r.qui)
const lettres = async (modele: string) => (await m.courriels()).filter((c) => c.modele === modele).flatMap((c) => c.a)

test('après des élections, l’administration confie la commune à de nouvelles personnes, et chacun le sait', async () => {
  const url = `/organismes/${VOIRON.siren}/reprise`
  expect((await p.maire.page(url)).statut).toBe(404)
  expect((await p.administration.page(url)).html).toContain('Confier l’organisme')
  const saisie = {
    justificatif: 'proces_verbal',
    reference: 'Procès-verbal du 10 janvier 2025',
    'personnes.0.courriel': 'nouvelle.maire@exemple.fr',
  }
  const sans = await p.administration.envoyer(url, { ...saisie, 'personnes.0.role': 'redacteur' })
  expect(sans.statut).toBe(422)
  expect(sans.html).toContain('responsable des accès')
  expect(sans.html).toContain('nouvelle.maire@exemple.fr')
  const r = await p.administration.envoyer(url, { ...saisie, 'personnes.0.role': 'gestionnaire_organisme' })
  expect(r.vers).toBe(`${url}?fait=oui`)
  expect(await titulaires(VOIRON.siren)).toEqual(['gestionnaire_organisme nouvelle.maire@exemple.fr'])
  expect((await lettres('reprendre_organisme')).sort()).toEqual([
    'maire@exemple.fr',
    'nouvelle.maire@exemple.fr',
    'secretaire@exemple.fr',
  ])
  expect((await p.maire.api('GET', `/api/v1/organismes/${VOIRON.siren}`)).statut).toBe(404)
})

test('une directrice confirme qu’elle dirige toujours, la boîte officielle est en copie', async () => {
  const url = `/ecoles/${ECOLES.ferry}/direction`
  expect((await p.autre.page(url)).statut).toBe(404)
  expect((await p.directrice.envoyer(url, {})).statut).toBe(422)
  expect((await p.directrice.envoyer(url, { toujours: 'oui' })).statut).toBe(303)
  expect(await titulaires(ECOLES.ferry)).toEqual(['directeur directrice@exemple.fr'])
  expect(await lettres('confirmer_directeur')).toEqual([`ce.${ECOLES.ferry.toLowerCase()}@ac-grenoble.fr`])
  expect((await p.directrice.page(url)).html).toContain('Dernière confirmation le 15 janvier 2025')
})

test('la direction change : l’ancienne perd son accès, la nouvelle le reçoit', async () => {
  const url = `/ecoles/${ECOLES.brunerie}/direction`
  const r = await p.directrice.envoyer(url, { toujours: 'non', remplacant: 'nouvelle.directrice@exemple.fr' })
  expect(r.statut).toBe(303)
  expect((await p.directrice.page(r.vers ?? '')).html).toContain('Merci')
  expect(await titulaires(ECOLES.brunerie)).toEqual(['directeur nouvelle.directrice@exemple.fr'])
})

test('par l’API, mêmes portes et mêmes refus', async () => {
  const maire = await m.compte('maire.crolles@exemple.fr', 'gestionnaire_organisme@213801400')
  const donner = { courriel: 'collegue@exemple.fr', role: 'redacteur' }
  expect((await maire.api('POST', '/api/v1/organismes/213801400/actes/donner_role', donner)).statut).toBe(200)
  expect((await p.autre.api('POST', '/api/v1/organismes/213801400/actes/donner_role', donner)).json.code).toBe(
    'role_insuffisant',
  )
  expect(
    (await maire.api('POST', '/api/v1/organismes/213801400/actes/donner_role', { ...donner, inconnu: 1 })).statut,
  ).toBe(422)
  expect((await maire.api('POST', '/api/v1/organismes/213801400/actes/nommer', {})).statut).toBe(404)
  expect((await maire.api('POST', '/api/v1/organismes/999999999/actes/donner_role', donner)).statut).toBe(404)
  const lu = await maire.api('GET', '/api/v1/organismes/213801400')
  expect(lu.json.titulaires.map((t: { courriel: string }) => t.courriel).sort()).toEqual([
    'collegue@exemple.fr',
    'maire.crolles@exemple.fr',
  ])
  expect((await maire.api('GET', '/api/v1/moi')).json.courriel).toBe('maire.crolles@exemple.fr')
  const demande = await p.autre.api('POST', '/api/v1/rattachements', { ecole: ECOLES.crolles, role: 'directeur' })
  expect(demande.json.voie).toBe('code')
  expect((await p.autre.api('POST', `/api/v1/rattachements/${demande.json.id}/code`, { code: 'abc' })).statut).toBe(422)
})

test('en septembre, chaque direction est interrogée une fois, et celles qui ont répondu ne le sont plus', async () => {
  const dossier = await m.compte('redaction@exemple.fr', `redacteur@${VOIRON.siren}`)
  const { json } = await dossier.api('POST', '/api/v1/appels/tne38-pac-2025/dossiers', { organisme: VOIRON.siren })
  for (const uai of [ECOLES.ferry, ECOLES.brunerie]) await dossier.acte(json.id, 'inscrire_ecole', { uai })
  const demander = () => demanderDirections(m.porte, 'http://localhost')
  expect(await demander()).toBe(0)
  m.alleAu('2025-09-02T08:00:00+02:00')
  await p.directrice.envoyer(`/ecoles/${ECOLES.ferry}/direction`, { toujours: 'oui' })
  await demander()
  await demander()
  expect((await lettres('demander_direction')).sort()).toEqual([
    `ce.${ECOLES.brunerie.toLowerCase()}@ac-grenoble.fr`,
    'nouvelle.directrice@exemple.fr',
  ])
  m.alleAu('2025-01-15T10:00:00+01:00')
})
