import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ajouterJours,
  ajouterMois,
  debutDeJournee,
  estJour,
  finDeJournee,
  heureParis,
  jourParis,
  joursEntre,
  lireJour,
} from './calendrier.ts'

const jours = fc
  .date({ min: new Date('1997-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10))

describe('les journées de Paris', () => {
  it.each([
    ['2025-02-21', '2025-02-20T23:00:00.000Z', '2025-02-21T22:59:59.999Z'],
    ['2025-03-30', '2025-03-29T23:00:00.000Z', '2025-03-30T21:59:59.999Z'],
    ['2025-10-26', '2025-10-25T22:00:00.000Z', '2025-10-26T22:59:59.999Z'],
    ['2025-07-14', '2025-07-13T22:00:00.000Z', '2025-07-14T21:59:59.999Z'],
  ])('le %s commence à %s et finit à %s', (jour, debut, fin) => {
    expect(debutDeJournee(jour).toISOString()).toBe(debut)
    expect(finDeJournee(jour).toISOString()).toBe(fin)
  })

  it('se suivent sans trou ni recouvrement', () => {
    fc.assert(
      fc.property(jours, (jour) => {
        expect(jourParis(debutDeJournee(jour))).toBe(jour)
        expect(jourParis(finDeJournee(jour))).toBe(jour)
        expect(jourParis(new Date(debutDeJournee(jour).getTime() - 1))).toBe(ajouterJours(jour, -1))
        expect(heureParis(debutDeJournee(jour))).toMatchObject({ heures: 0, minutes: 0, secondes: 0 })
      }),
    )
  })
})

describe('compter les jours et les mois', () => {
  it.each([
    ['2025-01-31', 1, '2025-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2025-03-31', -1, '2025-02-28'],
    ['2025-11-30', 3, '2026-02-28'],
    ['2025-02-28', 24, '2027-02-28'],
    ['2025-12-15', 1, '2026-01-15'],
  ])('%s plus %i mois : %s', (jour, mois, attendu) => expect(ajouterMois(jour, mois)).toBe(attendu))

  it('les jours ajoutés se retrouvent', () => {
    fc.assert(
      fc.property(jours, fc.integer({ min: -4000, max: 4000 }), (jour, n) => {
        expect(joursEntre(jour, ajouterJours(jour, n))).toBe(n)
      }),
    )
  })
})

it.each([
  ['21/02/2025', '2025-02-21'],
  ['1/2/2025', '2025-02-01'],
  ['21.02.2025', '2025-02-21'],
  [' 21 - 02 - 2025 ', '2025-02-21'],
  ['2025-02-21', '2025-02-21'],
  ['29/02/2025', undefined],
  ['31/04/2025', undefined],
  ['02/21/2025', undefined],
  ['21/02/25', undefined],
  ['hier', undefined],
  ['', undefined],
])('la date %j se lit %j', (texte, attendu) => expect(lireJour(texte)).toBe(attendu))

it('le 29 février n’existe que les années bissextiles', () => {
  expect(estJour('2024-02-29')).toBe(true)
  expect(estJour('2025-02-29')).toBe(false)
  expect(estJour('2025-2-1')).toBe(false)
})
