import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accorder } from '../domaine/francais.ts'
import { typographie } from './typographie.ts'

describe('la typographie française', () => {
  it.each([
    ["L'école est-elle prête ?", 'L’école est-elle prête\u202f?'],
    ['Attention : le délai court ; répondez !', 'Attention\u00a0: le délai court\u202f; répondez\u202f!'],
    ['Dites « oui » ou « non ».', 'Dites «\u00a0oui\u00a0» ou «\u00a0non\u00a0».'],
    ['17 030,00 € et 70 %', '17\u202f030,00\u00a0€ et 70\u00a0%'],
    ['en 2025 148 dossiers', 'en 2025 148 dossiers'],
    ['1 500 000 habitants', '1\u202f500\u202f000 habitants'],
    ['Mme Perrin, dossier n° 12', 'Mme\u00a0Perrin, dossier n°\u00a012'],
    ['https://exemple.fr/a?b=1', 'https://exemple.fr/a?b=1'],
    ['le 21 février 2025', 'le 21 février 2025'],
  ])('%s', (brut, juste) => {
    expect(typographie(brut)).toBe(juste)
  })
  it('repasser sur un texte déjà juste ne change rien', () => {
    const mots = fc.constantFrom(
      '«',
      '»',
      ' ',
      ':',
      ';',
      '?',
      '!',
      '€',
      '%',
      '12',
      '345',
      'mot',
      "l'",
      'Mme',
      '\u00a0',
      '\u202f',
    )
    fc.assert(
      fc.property(fc.array(mots, { maxLength: 12 }), (liste) => {
        const une = typographie(liste.join(''))
        expect(typographie(une)).toBe(une)
      }),
    )
  })
  it('zéro et un sont au singulier', () => {
    expect([0, 1, 2].map((n) => accorder(n, 'école'))).toEqual(['0\u00a0école', '1\u00a0école', '2\u00a0écoles'])
    expect(accorder(1200, 'journal', 'journaux')).toBe('1\u202f200\u00a0journaux')
  })
})
