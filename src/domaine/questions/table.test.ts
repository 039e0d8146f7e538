import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { schemaQuestion } from '../appel/schema-formulaire.ts'
import { afficherTotal, erreursTable, lireTable, table, totalTable } from './table.ts'
import type { Catalogue } from './type.ts'

const CATALOGUE: Catalogue = [
  {
    id: 'casque',
    libelle: 'Casque',
    volet: 'equipement',
    categorie: 'C',
    unite: 'casque',
    plafond: 3500,
    exigences: [],
  },
]
const lignes = schemaQuestion.parse({
  id: 'lignes',
  type: 'table',
  libelle: 'Équipements',
  max: 3,
  colonnes: [
    { id: 'article', type: 'choix', libelle: 'Équipement', catalogue: 'equipement' },
    { id: 'quantite', type: 'entier', libelle: 'Quantité', min: 1, siVide: 'Indiquez la quantité.' },
    { id: 'prix', type: 'montant', libelle: 'Prix', obligatoire: false },
  ],
  total: { libelle: 'Total', produit: ['quantite', 'prix'] },
})

describe('un tableau rempli à la main', () => {
  it('oublie les lignes vides et garde ce qui ne se lit pas, avec sa faute', () => {
    const lu = lireTable(
      [
        { article: '', quantite: ' ', prix: '' },
        { article: 'casque', quantite: '2', prix: '35,00 €' },
        { article: 'casque', quantite: 'deux', prix: 'cher' },
      ],
      lignes,
      CATALOGUE,
    )
    expect(lu.lignes).toEqual([
      { article: 'casque', quantite: 2, prix: 3500 },
      { article: 'casque', quantite: 'deux', prix: 'cher' },
    ])
    expect(lu.erreurs.map((e) => e.chemin)).toEqual(['1.quantite', '1.prix'])
  })

  it('dit la ligne et la colonne de chaque faute', () => {
    const fautes = erreursTable(
      [{ article: 'casque' }, { article: 'velo', quantite: 0, couleur: 'bleu' }, 'x'],
      lignes,
      CATALOGUE,
    )
    expect(fautes.map((f) => f.chemin)).toEqual(['0.quantite', '1.couleur', '1.article', '1.quantite', '2'])
    expect(fautes[0]?.message).toBe('Indiquez la quantité.')
    expect(table.verifier([{ article: 'casque', quantite: 0 }], lignes, CATALOGUE)).toMatch(
      /^Ligne 1, «\u00a0Quantité\u00a0»\u00a0: .*au moins 1/,
    )
  })

  it('a un nombre de lignes limité', () => {
    const ligne = { article: 'casque', quantite: 1 }
    expect(erreursTable([ligne, ligne, ligne], lignes, CATALOGUE)).toEqual([])
    expect(erreursTable([ligne, ligne, ligne, ligne], lignes, CATALOGUE)[0]?.message).toMatch(/3 lignes au plus.*4/)
    expect(erreursTable([], { ...lignes, min: 1 }, CATALOGUE)[0]?.message).toMatch(/au moins 1 ligne\./)
    expect(erreursTable('x', lignes, CATALOGUE)[0]?.chemin).toBe('')
  })

  it('calcule son total, sans compter les lignes fausses', () => {
    expect(totalTable([{ quantite: 2, prix: 3500 }, { quantite: 'deux', prix: 1 }, { quantite: 1 }], lignes)).toBe(7000)
    expect(afficherTotal([{ quantite: 2, prix: 3500 }], lignes)).toBe('70,00\u00a0€')
    expect(totalTable(undefined, lignes)).toBe(0)
  })

  it('a un total qui est la somme des lignes', () => {
    const ligne = fc.record({
      quantite: fc.integer({ min: 0, max: 5000 }),
      prix: fc.integer({ min: 0, max: 10_000_000 }),
    })
    fc.assert(
      fc.property(fc.array(ligne, { maxLength: 20 }), (ls) => {
        expect(totalTable(ls, lignes)).toBe(ls.reduce((s, l) => s + l.quantite * l.prix, 0))
      }),
    )
  })

  it('se relit ligne par ligne', () =>
    expect(table.afficher([{ article: 'casque', quantite: 2, prix: 3500 }], lignes, CATALOGUE)).toBe(
      'Casque, 2, 35,00\u00a0€',
    ))
})
