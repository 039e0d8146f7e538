import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { schemaGrille } from './appel/schema-instruction.ts'
import { moyenne, type NoteSaisie, scorer, verifierNotes } from './notation.ts'
import { comparer, lireRationnel } from './rationnel.ts'

const grille = schemaGrille.parse({
  criteres: [
    { id: 'projet', libelle: 'Qualité du projet', poids: 3, echelle: { min: 0, max: 4 } },
    {
      id: 'social',
      libelle: 'Éducation prioritaire',
      poids: 1.5,
      echelle: { min: 1, max: 4 },
      calcule: { source: 'education_prioritaire' },
    },
  ],
  departage: ['numero'],
})
const notes = (projet: number, social: number): NoteSaisie[] => [
  { critere: 'projet', valeur: projet, justification: 'Projet construit avec l’ERUN.' },
  { critere: 'social', valeur: social, calculee: true },
]

describe('une membre de la commission note un projet', () => {
  it('les notes complètes sont acceptées', () => expect(verifierNotes(grille, notes(4, 2.5))).toEqual([]))

  it.each<[string, NoteSaisie[], RegExp]>([
    ['un critère oublié', notes(1, 1).slice(1), /Notez le critère «\u00a0Qualité du projet\u00a0», de 0 à 4/],
    ['une note hors de l’échelle', notes(5, 1), /nombre entier de 0 à 4/],
    ['une demi-note', notes(1.5, 1), /nombre entier/],
    ['une note qui n’est pas un nombre', notes(Number.NaN, 1), /nombre entier/],
    ['une note sous l’échelle', notes(0, 0), /de 1 à 4/],
    [
      'une note sans justification',
      [{ critere: 'projet', valeur: 1, justification: ' ' }, ...notes(1, 1).slice(1)],
      /Justifiez/,
    ],
    [
      'une note qui se dit calculée sans l’être',
      [{ critere: 'projet', valeur: 1, calculee: true }, ...notes(1, 1).slice(1)],
      /Justifiez/,
    ],
    ['un critère noté deux fois', [...notes(1, 1), ...notes(2, 1).slice(0, 1)], /noté deux fois/],
    [
      'un critère inconnu',
      [...notes(1, 1), { critere: 'sympathie', valeur: 1, justification: 'x' }],
      /pas dans la grille/,
    ],
  ])('%s est refusé avec une phrase', (_, saisie, message) => {
    const erreurs = verifierNotes(grille, saisie)
    expect(erreurs).toHaveLength(1)
    expect(erreurs[0]?.message).toMatch(message)
  })
})

describe('le score sur 100', () => {
  it.each([
    [4, 4, 100, '100/1'],
    [0, 1, 0, '0/1'],
    [2, 2, 44.44, '400/9'],
    [1, 2.3, 31.11, '280/9'],
  ])('projet %d et social %d donnent %d', (projet, social, score, exact) => {
    expect(scorer(grille, notes(projet, social))).toMatchObject({ score, exact })
  })

  it('dit d’où viennent les points', () => {
    expect(scorer(grille, notes(2, 2)).details).toEqual([
      { critere: 'projet', libelle: 'Qualité du projet', valeur: 2, sur: '4', poids: 3, points: 33.33 },
      { critere: 'social', libelle: 'Éducation prioritaire', valeur: 2, sur: '1 à 4', poids: 1.5, points: 11.11 },
    ])
  })

  it('ne se calcule pas sur des notes incomplètes', () => expect(() => scorer(grille, [])).toThrow(RangeError))

  it('reste entre 0 et 100, et une meilleure note le fait toujours monter', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 1, max: 4 }), (projet, social) => {
        const [bas, haut] = [scorer(grille, notes(projet, social)), scorer(grille, notes(projet + 1, social))]
        expect(comparer(lireRationnel(bas.exact), lireRationnel(haut.exact))).toBe(-1)
        expect(bas.score).toBeGreaterThanOrEqual(0)
        expect(haut.score).toBeLessThanOrEqual(100)
      }),
    )
  })

  it('la moyenne de plusieurs notateurs est exacte, et l’écart se voit', () => {
    expect(moyenne(['400/9', '280/9', '100/1'])).toMatchObject({ score: 58.52, exact: '1580/27', ecart: 68.89 })
    expect(moyenne(['50/1'])).toMatchObject({ score: 50, exact: '50/1', ecart: 0 })
  })
})
