import { expect, test } from 'vitest'
import { dansLOrdre } from './ordre-erreurs.ts'

test('les erreurs suivent la page, bloc par bloc, puis champ par champ', () => {
  const ordre = ['type', 'factures', 'factures.*.piece', 'factures.*.numero', 'factures.*.ht', 'iban']
  const lues = [
    'iban',
    'factures.10.piece',
    'inconnu',
    'factures.0.ht',
    'factures.0.piece',
    'type',
    'factures.2.numero',
  ]
  expect(
    dansLOrdre(
      lues.map((chemin) => ({ chemin, message: '' })),
      ordre,
    ).map((e) => e.chemin),
  ).toEqual(['type', 'factures.0.piece', 'factures.0.ht', 'factures.2.numero', 'factures.10.piece', 'iban', 'inconnu'])
})

test('les lignes d’un tableau suivent leur rang', () => {
  const lues = ['lignes.3.tva', 'motif', 'lignes.0.prix', 'date']
  expect(
    dansLOrdre(
      lues.map((chemin) => ({ chemin, message: '' })),
      ['date', 'lignes', 'motif'],
    ).map((e) => e.chemin),
  ).toEqual(['date', 'lignes.0.prix', 'lignes.3.tva', 'motif'])
})
