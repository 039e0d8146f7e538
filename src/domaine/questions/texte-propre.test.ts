import { expect, test } from 'vitest'
import { typographie } from '../../ui/typographie.ts'
import { blocsDeMarkdown } from '../blocs.ts'
import { ligneUnique, paragraphes } from './texte-propre.ts'

const LONG = 300_000

test('un texte fait exprès pour occuper la machine se lit comme un autre', () => {
  const blancs = `a${' '.repeat(LONG)}b`
  expect(ligneUnique(blancs)).toBe(blancs)
  expect(paragraphes(blancs)).toBe(blancs)
  expect(typographie(blancs)).toBe(blancs)
  expect(blocsDeMarkdown('['.repeat(LONG))).toHaveLength(1)
  expect(blocsDeMarkdown('[a](http://'.repeat(LONG / 10))).toHaveLength(1)
})

test('les blancs de fin de ligne partent, ceux du milieu restent', () => {
  expect(paragraphes('un  mot \t\nautre\t\n\n\n\nfin  ')).toBe('un  mot\nautre\n\nfin')
  expect(ligneUnique(' un  mot \n\t autre ')).toBe('un  mot autre')
  expect(typographie('Vrai  ? « Oui  »')).toBe('Vrai\u202f? «\u00a0Oui\u00a0»')
})
