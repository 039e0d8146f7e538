import { z } from 'zod'
import { schemaAppelEcrit } from './schema.ts'

/** Written in other files of the folder, or given by its name: absent from `appel.yaml`. */
const AILLEURS = ['slug', 'guide', 'lettres', 'convention']

/** JSON Schema of `appel.yaml`, published in `appels/schema.json` for editors. A call with a `base` writes only what differs. */
export function schemaJson(): Record<string, unknown> {
  const complet = z.toJSONSchema(schemaAppelEcrit, { io: 'input', target: 'draft-7' })
  const { $schema, required = [], properties = {}, ...reste } = complet
  const proprietes = Object.fromEntries(Object.entries(properties).filter(([nom]) => !AILLEURS.includes(nom)))
  return {
    $schema,
    title: 'Un appel à projets de Lauréat (appel.yaml)',
    ...reste,
    properties: {
      base: { type: 'string', description: 'Nom d’un autre appel dont celui-ci reprend tout ce qu’il n’écrit pas.' },
      ...proprietes,
    },
    if: { not: { required: ['base'] } },
    // biome-ignore lint/suspicious/noThenProperty: the keyword of JSON Schema
    then: { required: required.filter((nom) => !AILLEURS.includes(nom)) },
  }
}
