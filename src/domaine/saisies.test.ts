import { expect, it } from 'vitest'
import { cents, entier } from './saisies.ts'

const phrase = (schema: typeof entier, saisie: unknown) => schema.safeParse(saisie).error?.issues[0]?.message

it('qui écrit un nombre à virgule apprend quels nombres entiers sont à côté', () => {
  expect(phrase(entier.min(0), '12,5')).toBe('Indiquez un nombre entier. Arrondissez\u00a0: 12 ou 13.')
  expect(phrase(entier, 12.5)).toBe('Indiquez un nombre entier. Arrondissez\u00a0: 12 ou 13.')
  expect(phrase(entier, 'douze')).toBe('Indiquez un nombre entier en chiffres, par exemple 5.')
})

it('une personne à qui l’on demande un montant entend parler d’euros, un programme de centimes', () => {
  expect(phrase(cents, '12,345')).toMatch(/montant en euros, avec deux décimales au plus/)
  expect(phrase(cents, 12.5)).toMatch(/centimes entiers/)
})
