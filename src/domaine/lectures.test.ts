import { describe, expect, test } from 'vitest'
import { classer, instantaneClassement } from './classement.ts'
import { lecturesDe } from './lectures.ts'
import { moyenne, noteMoyenne } from './notation.ts'

const appel = (notateursParProjet: number, ecartSecondeLecture: number | null = null) => ({
  notateursParProjet,
  notationAveugle: true,
  ecartSecondeLecture,
})

describe('les lectures d’un projet', () => {
  test.each([
    ['personne n’a noté', appel(1), [], { donnees: 0, attendues: 1, complete: false, seconde: false }],
    ['une personne suffit', appel(1), ['80/1'], { donnees: 1, attendues: 1, complete: true, seconde: false }],
    ['il en manque une', appel(2), ['80/1'], { donnees: 1, attendues: 2, complete: false, seconde: false }],
    ['deux d’accord', appel(2, 20), ['80/1', '70/1'], { donnees: 2, attendues: 2, complete: true, seconde: false }],
    [
      'l’écart égal à la limite passe',
      appel(2, 20),
      ['80/1', '60/1'],
      { attendues: 2, complete: true, seconde: false },
    ],
    [
      'un rien au-dessus demande une lecture',
      appel(2, 20),
      ['80/1', '179/3'],
      { attendues: 3, complete: false, seconde: true },
    ],
    [
      'une fois lue, c’est fini, même loin',
      appel(2, 20),
      ['80/1', '20/1', '50/1'],
      { attendues: 2, complete: true, seconde: false },
    ],
    [
      'sans limite, aucun écart ne compte',
      appel(2),
      ['100/1', '0/1'],
      { attendues: 2, complete: true, seconde: false },
    ],
    [
      'avant d’avoir toutes les notes, l’écart attend',
      appel(3, 20),
      ['100/1', '0/1'],
      { attendues: 3, seconde: false },
    ],
  ])('%s', (_, c, exacts, attendu) => {
    expect(lecturesDe(c, exacts)).toMatchObject(attendu)
  })
})

test('la moyenne est exacte : trois notes d’un tiers ne perdent rien', () => {
  expect(moyenne(['235/3', '80/1', '79/1'])).toEqual({ score: 79.11, exact: '712/9', ecart: 1.67, ecartExact: '5/3' })
  expect(noteMoyenne([4, 4])).toBe(4)
  expect(noteMoyenne([4, 3])).toBe('7/2')
  expect(noteMoyenne([1, 1, 2])).toBe('4/3')
})

const projet = (id: string, notes: Record<string, number | string>, scores?: string[]) => ({
  id,
  numero: id,
  score: '70/1',
  notes,
  ...(scores ? { scores } : {}),
  deposeLe: '2025-01-15T10:00:00Z',
  montant: 1,
  population: 1,
})

test('à moyenne égale, la note moyenne d’un critère départage sans arrondi', () => {
  const [premier] = classer(
    [projet('A', { qualite: '10/3' }), projet('B', { qualite: '3334/1000' })],
    ['critere:qualite'],
  )
  expect([premier?.id, premier?.rang]).toEqual(['B', 1])
})

test('l’instantané du classement porte les notes dont il prend la moyenne', () => {
  const un = instantaneClassement([projet('A', {}, ['60/1', '80/1'])], [])
  const autre = instantaneClassement([projet('A', {}, ['65/1', '75/1'])], [])
  expect(un).toContain('"60/1","80/1"')
  expect(un).not.toBe(autre)
})
