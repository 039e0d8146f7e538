import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { enLettres, nombreEnLettres } from './en-lettres.ts'
import {
  euros,
  eurosCourts,
  fraction,
  fractionInferieure,
  lireMontant,
  MONTANT_MAXIMAL,
  montantSaisi,
  nombre,
  repartir,
  somme,
} from './montants.ts'

const cents = fc.integer({ min: 0, max: MONTANT_MAXIMAL })

describe('une secrétaire de mairie tape un montant', () => {
  it.each([
    ['1 234,50 €', 123450],
    ['1\u00a0234,50\u00a0€', 123450],
    ['1\u202f234.5', 123450],
    ['\u200f17030€', 1703000],
    ['12 EUR', 1200],
    ['1 euro', 100],
    ['  0,05 ', 5],
    ['1 234 567', 123456700],
    ['10000000000', MONTANT_MAXIMAL],
  ])('%j est compris', (texte, attendu) => expect(lireMontant(texte)).toBe(attendu))

  it.each([
    ['-5'],
    [''],
    ['€'],
    ['1,234,50'],
    ['1.234,50'],
    ['12,345'],
    ['12 34'],
    ['1e3'],
    ['0x10'],
    ['١٢'],
    ['12 $'],
    ['1\n2'],
    ['10000000000,01'],
    ['9'.repeat(30)],
    ['9'.repeat(10_000)],
    ['NaN'],
    ['Infinity'],
    ['5,'],
    ['- -5'],
  ])('%j est refusé', (texte) => expect(lireMontant(texte)).toBeUndefined())

  it('un avoir n’est lu que là où il est attendu', () => {
    expect(lireMontant('-12,50')).toBeUndefined()
    expect(lireMontant('\u221212,50', { negatif: true })).toBe(-1250)
    expect(lireMontant('-0', { negatif: true })).toBe(0)
  })

  it('ce qui est affiché se relit tel quel', () => {
    fc.assert(
      fc.property(cents, (c) => {
        expect(lireMontant(euros(c))).toBe(c)
        expect(lireMontant(eurosCourts(c))).toBe(c)
        expect(lireMontant(montantSaisi(c))).toBe(c)
        expect(lireMontant(euros(-c), { negatif: true })).toBe(c === 0 ? 0 : -c)
      }),
    )
  })
})

it('les euros s’écrivent à la française', () => {
  expect(euros(1703000)).toBe('17\u202f030,00\u00a0€')
  expect(euros(5)).toBe('0,05\u00a0€')
  expect(euros(-123456789)).toBe('\u22121\u202f234\u202f567,89\u00a0€')
  expect(eurosCourts(350000)).toBe('3\u202f500\u00a0€')
  expect(eurosCourts(350050)).toBe('3\u202f500,50\u00a0€')
  expect(nombre(1298990)).toBe('1\u202f298\u202f990')
  expect(nombre(-78.333)).toBe('\u221278,33')
  expect(montantSaisi(-50)).toBe('-0,50')
  expect(() => euros(1.5)).toThrow(RangeError)
})

describe('une fraction est exacte', () => {
  it.each([
    [100033, 70, 100, 70023],
    [50001, 50, 100, 25001],
    [1, 1, 2, 1],
    [-1, 1, 2, -1],
    [100, 1, 3, 33],
    [200, 1, 3, 67],
    [MONTANT_MAXIMAL, 999_999, 1_000_000, 999_999_000_000],
  ])('%i × %i / %i = %i', (m, n, d, attendu) => expect(fraction(m, n, d)).toBe(attendu))

  it('un dépassement se voit au lieu de s’arrondir', () => {
    expect(() => fraction(MONTANT_MAXIMAL, 1_000_000, 1)).toThrow(RangeError)
  })

  it('à un demi-centime près, et sans jamais perdre de précision', () => {
    fc.assert(
      fc.property(cents, fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 1, max: 1_000_000 }), (m, n, d) => {
        const r = BigInt(fraction(m, n, d))
        const ecart = 2n * (r * BigInt(d) - BigInt(m) * BigInt(n))
        expect(ecart > -BigInt(d) && ecart <= BigInt(d)).toBe(true)
        expect(fractionInferieure(m, n, d)).toBeLessThanOrEqual(fraction(m, n, d))
      }),
    )
  })
})

describe('un partage rend toujours le tout', () => {
  it('trois tiers de 100 € font 100 €', () => expect(repartir(10000, [1, 1, 1])).toEqual([3334, 3333, 3333]))
  it('un avoir se partage comme une facture', () => expect(repartir(-10000, [1, 1, 1])).toEqual([-3334, -3333, -3333]))
  it('un poids nul ne reçoit rien', () => expect(repartir(101, [0, 1, 1])).toEqual([0, 51, 50]))
  it('sans aucun poids, les parts sont égales', () => expect(repartir(3, [0, 0])).toEqual([2, 1]))
  it('sans personne, il n’y a rien à partager', () => expect(repartir(3, [])).toEqual([]))

  it('quels que soient les poids', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -MONTANT_MAXIMAL, max: MONTANT_MAXIMAL }),
        fc.array(fc.integer({ min: 0, max: MONTANT_MAXIMAL }), { minLength: 1, maxLength: 8 }),
        (total, poids) => {
          const parts = repartir(total, poids)
          const tout = somme(poids)
          expect(somme(parts)).toBe(total)
          parts.forEach((p, i) => {
            if (tout === 0) return
            const ecart = BigInt(p) * BigInt(tout) - BigInt(total) * BigInt(poids[i] ?? 0)
            expect(ecart < BigInt(tout) && ecart > -BigInt(tout)).toBe(true)
          })
        },
      ),
    )
  })
})

describe('les montants en toutes lettres', () => {
  it.each([
    [0, 'zéro euro'],
    [1, 'un centime d’euro'],
    [100, 'un euro'],
    [101, 'un euro et un centime'],
    [1703050, 'dix-sept mille trente euros et cinquante centimes'],
    [8000, 'quatre-vingts euros'],
    [8100, 'quatre-vingt-un euros'],
    [2100, 'vingt et un euros'],
    [7100, 'soixante et onze euros'],
    [9100, 'quatre-vingt-onze euros'],
    [9900, 'quatre-vingt-dix-neuf euros'],
    [20000, 'deux cents euros'],
    [20100, 'deux cent un euros'],
    [8000000, 'quatre-vingt mille euros'],
    [20000000, 'deux cent mille euros'],
    [100000, 'mille euros'],
    [150000000, 'un million cinq cent mille euros'],
    [100000000, 'un million d’euros'],
    [8000000000, 'quatre-vingts millions d’euros'],
    [20000000010, 'deux cents millions d’euros et dix centimes'],
    [300000000000, 'trois milliards d’euros'],
    [-200, 'moins deux euros'],
  ])('%i centimes', (c, attendu) => expect(enLettres(c)).toBe(attendu))

  it('deux nombres différents ne s’écrivent jamais pareil', () => {
    const vus = new Set(Array.from({ length: 100_000 }, (_, n) => nombreEnLettres(n)))
    expect(vus.size).toBe(100_000)
  })
})
