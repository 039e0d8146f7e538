import type { FastifyRequest } from 'fastify'
import { expect, test } from 'vitest'
import { csrfValable } from './securite.ts'

const envoi = (headers: Record<string, string>) =>
  // as much of a request as the rule reads
  ({ headers, query: {}, body: undefined, jetonCsrf: 'jeton', host: 'laureat.exemple.fr' }) as unknown as FastifyRequest
const fichiers = { 'content-type': 'multipart/form-data; boundary=x' }

test('un formulaire de fichiers est reçu de nos pages, sans jeton dans l’adresse', () => {
  expect(csrfValable(envoi({ ...fichiers, 'sec-fetch-site': 'same-origin' }))).toBe(true)
  expect(csrfValable(envoi({ ...fichiers, origin: 'https://laureat.exemple.fr' }))).toBe(true)
})

test('le même, venu d’un autre site ou de nulle part, est refusé', () => {
  for (const d of [
    {},
    { origin: 'https://ailleurs.exemple.fr' },
    { origin: 'null' },
    { origin: 'https://laureat.exemple.fr', 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
  ])
    expect([d, csrfValable(envoi({ ...fichiers, ...d }))]).toEqual([d, false])
})

test('un formulaire de texte porte toujours son jeton', () => {
  const texte = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
  expect(csrfValable(envoi(texte))).toBe(false)
  expect(csrfValable(envoi({ ...texte, 'x-jeton-csrf': 'jeton' }))).toBe(true)
})
