import { LIGNES } from './openapi-chemins.ts'
import { contenu, enJsonSchema, refusDe } from './openapi-retours.ts'

/** The fixed addresses as OpenAPI paths. */
export const CHEMINS: Record<string, Record<string, object>> = {}
for (const [methode, chemin, summary, o = {}] of LIGNES) {
  CHEMINS[chemin] = {
    ...CHEMINS[chemin],
    [methode]: {
      summary,
      ...(o.public ? { security: [] } : {}),
      parameters: [
        ...[...chemin.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
          name,
          in: 'path',
          required: true,
          schema: { type: 'string' },
        })),
        ...(o.requete ?? []).map((name) => ({
          name,
          in: 'query',
          schema: name === 'limite' ? { type: 'integer', minimum: 1, maximum: 200, default: 50 } : { type: 'string' },
        })),
      ],
      ...(o.corps
        ? {
            requestBody: {
              required: true,
              content: { [o.corps]: { schema: o.saisie ? enJsonSchema(o.saisie) : { type: 'object' } } },
            },
          }
        : {}),
      responses: {
        [o.fait ?? (methode === 'post' ? 201 : 200)]: { description: 'Fait.', ...contenu(o) },
        ...refusDe(methode, o),
      },
    },
  }
}
