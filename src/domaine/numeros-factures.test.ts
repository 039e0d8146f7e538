import { expect, test } from 'vitest'
import { factureVoisine, memeFacture } from './versement-factures.ts'

const SIRET = '22380001200013'
const f = (numero: string, siret = SIRET) => ({ siret, numero })

test.each([
  ['FA-2025/012', 'fa 2025 012'],
  ['F-77', 'f 77'],
  ['F 77', 'F77'],
  ['2025-012', '2025-12'],
  ['FA/2025/000012', 'FA 2025-12'],
  ['  n° 44 ', 'N°44'],
  ['FAC.2025.7', 'FAC-2025-007'],
])('« %s » et « %s » sont la même facture', (a, b) => {
  expect(memeFacture(f(a), f(b))).toBe(true)
  expect(factureVoisine(f(a), f(b))).toBe(false)
})

test.each([
  ['F1-23', 'F12-3'],
  ['2025-1-11', '2025-11-1'],
  ['2025012', '2025-012'],
])('« %s » et « %s » ne sont pas la même facture, mais se ressemblent assez pour être montrées', (a, b) => {
  expect(memeFacture(f(a), f(b))).toBe(false)
  expect(factureVoisine(f(a), f(b))).toBe(true)
})

test('un autre fournisseur, ou un zéro qui compte, fait une autre facture', () => {
  expect(memeFacture(f('F-77'), f('F-77', '21380185500015'))).toBe(false)
  expect(memeFacture(f('F-77'), f('F-770'))).toBe(false)
  expect(memeFacture(f('—'), f('/'))).toBe(false)
  expect(memeFacture(f('0'), f('00'))).toBe(true)
})
