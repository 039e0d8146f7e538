import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { demander, facture, menerJusqua, payer, versements } from '../../test/argent.ts'
import { parties, unDossier } from '../../test/dossier.ts'
import { ECOLES, maisonDEssai, PILOTE, VOIRON } from '../../test/maison.ts'
import { openapi } from './openapi.ts'

type Schema = Record<string, unknown>
type Retour = { content?: Record<string, { schema: Schema }> }
type Document = Schema & { paths: Record<string, Record<string, { responses: Record<string, Retour> }>> }
type Echange = { methode: string; url: string; statut: number; type: string; corps: string }

const document = JSON.parse(JSON.stringify(openapi('https://aides.example'))) as Document
const recus: Echange[] = []
let m: Awaited<ReturnType<typeof maisonDEssai>>

beforeAll(async () => {
  m = await maisonDEssai()
  const injecter = m.app.inject.bind(m.app) as (o: InjectOptions) => Promise<LightMyRequestResponse> // one of its overloads
  // Everything that the walk asks for is kept, with what was answered.
  Object.assign(m.app, {
    inject: async (o: InjectOptions & { url: string }) => {
      const r = await injecter(o)
      const type = String(r.headers['content-type'] ?? '').split(';')[0] ?? ''
      const url = o.url.split('?')[0] ?? ''
      recus.push({ methode: (o.method ?? 'GET').toLowerCase(), url, statut: r.statusCode, type, corps: r.body })
      return r
    },
  })
  await marcher(m)
})
afterAll(() => m.fermer())

it('le document est un OpenAPI 3.1 selon le schéma officiel', async () => {
  expect(await new Validator().validate(document)).toMatchObject({ valid: true })
  expect(await new Validator().validate({ ...document, paths: { sansBarre: {} } })).toMatchObject({ valid: false })
})

it('chaque réponse d’une candidature menée jusqu’au paiement a la forme que le document annonce', () => {
  const ajv = formats.default(
    new Ajv2020({ strict: false, allErrors: true, schemas: [{ ...fermer(document), $id: 'o' }] }),
  )
  const connus = new Map<string, ValidateFunction>()
  const ecarts = new Set<string>()
  const vus = new Set<string>()
  for (const r of recus.filter((x) => x.url.startsWith('/api/v1/') && x.type.endsWith('json'))) {
    const chemin = cheminDe(r)
    const ou = `${r.methode} ${chemin} ${r.statut}`
    const retour = chemin === undefined ? undefined : document.paths[chemin]?.[r.methode]?.responses[r.statut]
    if (!retour) ecarts.add(`${r.methode} ${r.url} ${r.statut}\u00a0: pas dans le document`)
    else if (retour.content) {
      vus.add(ou)
      const pointeur = ['paths', chemin, r.methode, 'responses', r.statut, 'content', r.type, 'schema']
      const adresse = `o#/${pointeur.map((x) => encodeURIComponent(String(x).replaceAll('/', '~1'))).join('/')}`
      const valider = connus.get(adresse) ?? ajv.compile({ $ref: adresse })
      connus.set(adresse, valider)
      if (!valider(JSON.parse(r.corps)))
        for (const e of valider.errors ?? [])
          ecarts.add(`${ou}\u00a0: ${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`)
    }
  }
  expect([...ecarts]).toEqual([])
  expect(vus.size).toBeGreaterThan(40)
})

const cheminDe = ({ methode, url }: Echange): string | undefined => {
  const candidats = Object.keys(document.paths).filter(
    (p) => document.paths[p]?.[methode] && new RegExp(`^${p.replace(/\{\w+\}/g, '[^/]+')}$`).test(url),
  )
  return candidats.sort((a, b) => a.split('{').length - b.split('{').length)[0]
}

/** A field that an answer has and that the document does not name is a divergence too. */
const fermer = (x: unknown): Schema => {
  if (Array.isArray(x)) return x.map(fermer) as unknown as Schema // only walked through
  if (typeof x !== 'object' || x === null) return x as unknown as Schema // as above
  const s = Object.fromEntries(Object.entries(x).map(([k, v]) => [k, fermer(v)])) as Schema
  return s.type === 'object' && 'properties' in s && !('additionalProperties' in s)
    ? { ...s, additionalProperties: false }
    : s
}

async function marcher(maison: typeof m) {
  const p = await parties(maison)
  const dossiers = `/api/v1/appels/${PILOTE}/dossiers`
  await p.autre.api('POST', dossiers, { organisme: VOIRON.siren })
  await p.autre.api('POST', dossiers, { organisme: 12 })
  const decide = await menerJusqua(maison, p, 'livre')
  await p.secretaire.api('POST', dossiers, { organisme: VOIRON.siren })
  await demander(maison, p, decide.id, { type: 'avance' })
  await payer(p, decide.id, (await versements(p, decide.id))[0]?.id ?? '')
  await demander(maison, p, decide.id, {
    type: 'solde',
    factures: [await facture(maison, p, decide.id, { numero: 'F1', ht: 544_990 })],
  })
  await payer(p, decide.id, (await versements(p, decide.id))[1]?.id ?? '')
  await p.paiement.acte(decide.id, 'solder')
  const epci = await maison.compte('epci@exemple.fr', 'signataire@200018166')
  const directrice = await maison.compte('directrice.crolles@exemple.fr', `directeur@${ECOLES.crolles}`)
  const conforme = await unDossier(
    maison,
    { ...p, maire: epci, secretaire: epci, directrice },
    { ecoles: [ECOLES.crolles], organisme: '200018166' },
  )
  for (const c of [p.maire, p.directrice, p.ien, p.instructeur, p.presidente])
    for (const url of [
      decide.id,
      conforme,
      `${decide.id}/journal`,
      `${decide.id}/messages`,
      `${decide.id}/reponses`,
      'inconnu',
    ])
      await c.api('GET', `/api/v1/dossiers/${url}`)
  const seance = await p.presidente.api('POST', `/api/v1/appels/${PILOTE}/seances`, {
    date: '2025-01-20',
    dossiers: [conforme],
  })
  await p.presidente.api('POST', `/api/v1/seances/${seance.json.id}/actes/ouvrir_seance`, { presents: [] })
  await p.presidente.api('POST', `/api/v1/appels/${PILOTE}/seances/${seance.json.id}/actes/fantaisie`, {})
  for (const url of [
    '',
    '?limite=1',
    '?limite=0',
    '?etat=notifie',
    `/${PILOTE}`,
    '/nul',
    `/${PILOTE}/formulaire`,
    `/${PILOTE}/classement`,
    `/${PILOTE}/seances`,
    `/${PILOTE}/seances/${seance.json.id}`,
  ])
    await p.presidente.api('GET', `/api/v1/${url.startsWith('?') ? 'dossiers' : 'appels'}${url}`)
  for (const url of [
    `seances/${seance.json.id}`,
    'communes?q=voi',
    `ecoles?commune=${VOIRON.insee}`,
    'moi',
    'moi/donnees',
    'dossiers',
  ])
    await p.maire.api('GET', `/api/v1/${url}`)
}
