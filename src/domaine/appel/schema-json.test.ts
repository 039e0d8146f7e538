import { expect, it } from 'vitest'
import { schemaJson } from './schema-json.ts'

it('le schéma publié pour les éditeurs est à jour (sinon : vitest run src/domaine/appel -u)', async () => {
  await expect(`${JSON.stringify(schemaJson(), null, 2)}\n`).toMatchFileSnapshot('../../../appels/schema.json')
})

it('un appel qui en reprend un autre n’a pas à tout écrire', () => {
  const { if: si, then: alors } = schemaJson()
  expect(si).toEqual({ not: { required: ['base'] } })
  expect(alors).toMatchObject({ required: expect.arrayContaining(['titre', 'contact', 'calendrier', 'formulaire']) })
  expect(alors).not.toMatchObject({ required: expect.arrayContaining(['slug']) })
})
