import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classer, instantaneClassement, libelleDepartage, type Projet } from './classement.ts'

const projet = (id: string, autres: Partial<Projet> = {}): Projet => ({
  id,
  numero: `TNE-${id}`,
  score: '50/1',
  notes: {},
  deposeLe: '2025-02-01T10:00:00Z',
  montant: 1_000,
  population: 500,
  ...autres,
})
const ordre = (projets: Projet[], departage: string[]) =>
  classer(projets, departage).map((p) => [p.id, p.rang, p.departage])

describe('le classement des projets', () => {
  it('suit les scores exacts, même quand leurs arrondis se confondent', () => {
    expect(
      ordre(
        [projet('a', { score: '2000/60' }), projet('b', { score: '33.34' }), projet('c', { score: '33.333' })],
        ['numero'],
      ),
    ).toEqual([
      ['b', 1, null],
      ['a', 2, null],
      ['c', 3, null],
    ])
  })

  it.each<[string, Partial<Projet>, Partial<Projet>]>([
    ['depot_le_plus_ancien', { deposeLe: '2025-02-01T09:00:00+02:00' }, { deposeLe: '2025-02-01T07:30:00Z' }],
    ['montant_le_plus_faible', { montant: 9 }, { montant: 10 }],
    ['population_la_plus_faible', { population: 499 }, { population: null }],
    ['critere:projet', { notes: { projet: 4 } }, { notes: { projet: 3.5 } }],
    ['critere:projet', { notes: { projet: 0 } }, { notes: {} }],
    ['numero', { numero: 'A2' }, { numero: 'a1' }],
  ])('à égalité, « %s » départage', (regle, premier, second) => {
    const attendu = [
      ['z', 1, null],
      ['a', 2, regle],
    ]
    expect(ordre([projet('a', second), projet('z', premier)], [regle])).toEqual(attendu)
  })

  it('essaie les règles l’une après l’autre, puis le numéro', () => {
    const [a, b, c] = [projet('a', { montant: 5 }), projet('b', { montant: 5 }), projet('c', { montant: 4 })]
    expect(ordre([b, a, c], ['population_la_plus_faible', 'montant_le_plus_faible'])).toEqual([
      ['c', 1, null],
      ['a', 2, 'montant_le_plus_faible'],
      ['b', 3, 'numero'],
    ])
  })

  it('à égalité parfaite, le numéro du dossier passe avant l’identifiant de l’école', () => {
    expect(ordre([projet('a', { numero: '2' }), projet('b', { numero: '1' })], [])).toEqual([
      ['b', 1, null],
      ['a', 2, 'numero'],
    ])
  })

  it('place sans rang ceux qui ne sont pas encore notés', () => {
    expect(ordre([projet('a', { score: null }), projet('b', { score: 0 })], ['numero'])).toEqual([
      ['b', 1, null],
      ['a', null, null],
    ])
  })

  it('ne dépend pas de l’ordre d’arrivée, et donne chaque rang une seule fois', () => {
    const projets = fc.uniqueArray(
      fc.record({
        id: fc.string({ minLength: 1, maxLength: 3 }),
        numero: fc.constantFrom('1', '2', 'é', 'É', 'e'),
        score: fc.constantFrom('1/3', '1/2', 0.5, null),
        notes: fc.record({ projet: fc.integer({ min: 0, max: 2 }) }),
        deposeLe: fc.constantFrom('2025-02-01T10:00:00Z', '2025-02-02T10:00:00Z'),
        montant: fc.integer({ min: 0, max: 2 }),
        population: fc.constantFrom(null, 1, 2),
      }),
      { selector: (p) => p.id, maxLength: 8 },
    )
    const regles = fc.subarray([
      'depot_le_plus_ancien',
      'montant_le_plus_faible',
      'population_la_plus_faible',
      'critere:projet',
      'numero',
    ])
    fc.assert(
      fc.property(
        projets.chain((p) => fc.tuple(fc.constant(p), fc.shuffledSubarray(p, { minLength: p.length }))),
        regles,
        ([p, melange], r) => {
          const classes = classer(p, r)
          expect(classer(melange, r)).toEqual(classes)
          expect(instantaneClassement(melange, r)).toBe(instantaneClassement(p, r))
          const rangs = classes.flatMap((c) => c.rang ?? [])
          expect(rangs).toEqual(rangs.map((_, i) => i + 1))
        },
      ),
    )
  })

  it('un instantané change avec la moindre note', () => {
    const avec = (n: number) => instantaneClassement([projet('a', { notes: { projet: n } })], ['numero'])
    expect(avec(1)).not.toBe(avec(2))
  })

  it('chaque règle se dit en français', () => {
    expect(libelleDepartage('depot_le_plus_ancien')).toBe('le dossier déposé le premier')
    expect(libelleDepartage('critere:projet', { projet: 'Qualité du projet' })).toBe(
      'la note «\u00a0Qualité du projet\u00a0»',
    )
  })
})
