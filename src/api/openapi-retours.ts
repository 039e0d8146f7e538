import { z } from 'zod'
import type { NomDeReponse } from './openapi-reponses.ts'

/** What an address answers when it is done: a named body, a list of them, or a file. */
export const contenu = (o: { rend?: NomDeReponse; liste?: NomDeReponse; fichier?: string }): object => {
  if (o.fichier) return { content: { [o.fichier]: { schema: { type: 'string', format: 'binary' } } } }
  const schema = o.rend ? nommee(o.rend) : o.liste ? liste(o.liste) : undefined
  return schema ? { content: { 'application/json': { schema } } } : {}
}

const liste = (nom: NomDeReponse) => ({
  type: 'object',
  required: ['elements', 'suivant', 'total'],
  properties: {
    elements: { type: 'array', items: nommee(nom) },
    suivant: {
      type: ['string', 'null'],
      description: 'Le curseur à donner dans «\u00a0apres\u00a0»\u202f; null à la fin.',
    },
    total: { type: 'integer' },
  },
})
const nommee = (nom: NomDeReponse) => ({ $ref: `#/components/schemas/${nom}` })

/** The JSON Schema of an input or of an answer. */
export const enJsonSchema = (s: z.ZodType): object => {
  const { $schema: _, ...schema } = z.toJSONSchema(s, { io: 'input', unrepresentable: 'any' })
  return schema
}

const probleme = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Probleme' } } },
})
/** The refusals of an act, as OpenAPI responses. */
export const REFUS = {
  401: probleme('Sans jeton valable.'),
  403: probleme('Visible, mais pas permis à ce rôle.'),
  404: probleme('Absent, ou pas à vous.'),
  409: probleme('Refusé par l’état, une date, une règle ou une version périmée.'),
  422: probleme('Saisie incorrecte, inconnue ou manquante.'),
  429: probleme('Trop de requêtes.'),
}

/** Those that a fixed address may answer: what is public is never refused for want of a token. */
export const refusDe = (methode: string, o: { public?: true; requete?: string[]; corps?: string }): object => {
  const { 401: jeton, 403: role, 404: absent, 409: etat, 422: saisie, 429: trop } = REFUS
  return {
    ...(o.public ? {} : { 401: jeton }),
    404: absent,
    ...(methode === 'get' ? {} : { 403: role, 409: etat }),
    ...(methode === 'get' && !o.requete ? {} : { 422: saisie }),
    429: trop,
  }
}
