import { z } from 'zod'
import type { ActeDe } from '../domaine/acte.ts'
import { ACTES_APPEL } from '../domaine/actes/appel.ts'
import { ACTES_SEANCE } from '../domaine/actes/seance.ts'
import { ACTES } from '../domaine/actes.ts'
import { ROLES } from '../domaine/roles.ts'
import { ENVELOPPE } from '../registre/saisie.ts'
import { CHEMINS } from './openapi-adresses.ts'
import { REPONSES } from './openapi-reponses.ts'
import { enJsonSchema, REFUS } from './openapi-retours.ts'

type Table = Record<string, Pick<ActeDe<never>, 'libelle' | 'fait' | 'par' | 'saisie' | 'sur' | 'surFacultatif'>>

/** OpenAPI 3.1 of the whole API: the fixed addresses, and one per act, made from the tables that decide. */
export const openapi = (adresse: string): object => ({
  openapi: '3.1.0',
  info: {
    title: 'Lauréat',
    version: '1',
    license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    description:
      'Tout ce qu’une page change peut l’être ici, par la même porte, avec les mêmes refus. Les montants sont des centimes entiers, les dates AAAA-MM-JJ.',
  },
  servers: [{ url: adresse }],
  security: [{ jeton: [] }],
  paths: {
    ...CHEMINS,
    ...actes('/api/v1/dossiers/{id}/actes', ACTES, 'Acte sur un dossier'),
    ...actes(SUR_UN_APPEL, sansCreation, 'Acte sur un appel'),
    ...actes('/api/v1/seances/{id}/actes', ACTES_SEANCE, 'Acte sur une séance'),
  },
  components: {
    securitySchemes: { jeton: { type: 'http', scheme: 'bearer', description: 'bin/laureat jeton <courriel>' } },
    schemas: {
      ...Object.fromEntries(Object.entries(REPONSES).map(([nom, s]) => [nom, enJsonSchema(s)])),
      Probleme: {
        type: 'object',
        required: ['type', 'title', 'status', 'detail', 'code'],
        properties: {
          type: { type: 'string' },
          title: { type: 'string' },
          status: { type: 'integer' },
          detail: { type: 'string', description: 'La phrase à lire.' },
          code: { type: 'string' },
          dossier: { type: 'string', description: 'Celui qui existe déjà.' },
          erreurs: {
            type: 'array',
            items: { type: 'object', properties: { chemin: { type: 'string' }, message: { type: 'string' } } },
          },
        },
      },
    },
  },
})

const { creer_brouillon: _, ...sansCreation } = ACTES_APPEL

const actes = (racine: string, table: Table, groupe: string): Record<string, object> =>
  Object.fromEntries(
    Object.entries(table).map(([nom, a]) => [
      `${racine}/${nom}`,
      {
        post: {
          operationId: `${racine.split('/')[3]}_${nom}`,
          tags: [groupe],
          summary: a.libelle,
          description: `«\u00a0${a.fait}\u00a0». Par\u00a0: ${a.par.map((r) => ROLES[r].libelle).join(', ')}.`,
          parameters: parametres(racine),
          requestBody: { required: true, content: { 'application/json': { schema: schema(a, racine) } } },
          responses: { 200: { description: 'L’acte est fait.', ...rendu(racine) }, ...REFUS },
        },
      },
    ]),
  )

const SUR_UN_DOSSIER = '/api/v1/dossiers/{id}/actes'
const SUR_UN_APPEL = '/api/v1/appels/{slug}/actes'

/** An act on a dossier or a session names the version it was decided on; on a call it may. */
const schema = (a: Table[string], racine: string): object =>
  enJsonSchema(
    a.saisie.extend({
      ...ENVELOPPE,
      ...(racine === SUR_UN_APPEL ? { version: ENVELOPPE.version.optional() } : {}),
      ...(a.sur ? { sur: surDe(a) } : {}),
    }),
  )
const surDe = ({ sur, surFacultatif }: Table[string]) => {
  const champ = z.string().describe(`Sur quoi porte l’acte\u00a0: ${sur}.`)
  return surFacultatif ? champ.optional() : champ
}

const rendu = (racine: string): object => {
  const objet = racine === SUR_UN_DOSSIER ? 'dossier' : racine.startsWith('/api/v1/seances') ? 'seance' : undefined
  const nom = objet === 'dossier' ? 'Dossier' : 'Seance'
  const properties = {
    acte: { type: 'string' },
    ...(racine === SUR_UN_APPEL ? { version: { type: 'integer' } } : {}),
    ...(objet ? { [objet]: { anyOf: [{ $ref: `#/components/schemas/${nom}` }, APERCU] } } : {}),
    resultat: { type: 'object' },
  }
  return { content: { 'application/json': { schema: { type: 'object', required: ['acte'], properties } } } }
}
/** Who no longer sees what the act bore on gets its id alone. */
const APERCU = { type: 'object', required: ['id'], properties: { id: { type: 'string' } }, maxProperties: 1 }

const parametres = (chemin: string) =>
  [...chemin.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
