import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  dateCourte,
  dateHeure,
  dateLongue,
  dateSimple,
  ecartEnJours,
  entier,
  euros,
  eurosCourts,
  heure,
  ilReste,
  jourParis,
  moisAnnee,
  pourcentage,
  relatif,
  taille,
} from './formats.ts'

describe('une date se lit en toutes lettres, à l’heure de Paris', () => {
  it('la limite de dépôt', () => {
    expect(dateHeure('2025-02-21T22:59:00Z')).toBe('vendredi 21 février 2025 à 23\u00a0h\u00a059')
    expect(dateLongue('2025-02-21')).toBe('vendredi 21 février 2025')
    expect(dateCourte('2025-02-21')).toBe('21/02/2025')
    expect(moisAnnee('2025-02-21')).toBe('février 2025')
  })
  it('le premier du mois s’écrit 1er', () => {
    expect(dateSimple('2025-03-01')).toBe('1er mars 2025')
    expect(dateLongue('2025-05-01')).toBe('jeudi 1er mai 2025')
    expect(dateSimple('2025-03-11')).toBe('11 mars 2025')
    expect(dateSimple('2025-03-21')).toBe('21 mars 2025')
  })
  it('peu avant minuit à Londres, il est déjà demain à Paris', () => {
    expect(jourParis('2025-07-14T22:30:00Z')).toBe('2025-07-15')
    expect(dateSimple(new Date('2025-07-14T22:30:00Z'))).toBe('15 juillet 2025')
  })
  it('une heure pile s’écrit sans minutes, minuit s’écrit 0 h', () => {
    expect(heure('2025-01-14T08:00:00Z')).toBe('9\u00a0h')
    expect(heure('2025-01-14T23:00:00Z')).toBe('0\u00a0h')
    expect(heure('2025-01-14T08:05:00Z')).toBe('9\u00a0h\u00a005')
  })
  it('un jour sans heure reste le même jour toute l’année', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }), (d) => {
        const jour = d.toISOString().slice(0, 10)
        expect(jourParis(jour)).toBe(jour)
      }),
    )
  })
})

describe('le temps qui reste compte des jours de calendrier', () => {
  const maintenant = new Date('2025-01-15T22:30:00Z')
  it.each([
    ['2025-02-21', 'il reste 37\u00a0jours', 'dans 37\u00a0jours'],
    ['2025-01-16', 'il reste 1\u00a0jour', 'demain'],
    ['2025-01-15', 'c’est aujourd’hui', 'aujourd’hui'],
    ['2025-01-14', 'date passée', 'hier'],
    ['2025-01-11', 'date passée', 'il y a 4\u00a0jours'],
  ])('%s : %s, %s', (jour, reste, relative) => {
    expect(ilReste(jour, maintenant)).toBe(reste)
    expect(relatif(jour, maintenant)).toBe(relative)
  })
  it('le passage à l’heure d’été ne mange pas un jour', () => {
    expect(ecartEnJours('2025-03-31', new Date('2025-03-29T12:00:00Z'))).toBe(2)
  })
})

describe('les montants et les nombres', () => {
  it('un montant a ses centimes, ses espaces fines et ne se coupe pas', () => {
    expect(euros(1_703_000)).toBe('17\u202f030,00\u00a0€')
    expect(euros(5)).toBe('0,05\u00a0€')
    expect(euros(-945_000)).toBe('-9\u202f450,00\u00a0€')
    expect(eurosCourts(1_703_000)).toBe('17\u202f030\u00a0€')
    expect(eurosCourts(1_703_050)).toBe('17\u202f030,50\u00a0€')
    expect(entier(1_500_000)).toBe('1\u202f500\u202f000')
    expect(pourcentage(0.7)).toBe('70\u00a0%')
    expect(pourcentage(0.3333, 1)).toBe('33,3\u00a0%')
  })
  it('un montant écrit se relit au centime près', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000_000 }), (centimes) => {
        expect(Number(euros(centimes).replace(/[^\d]/g, ''))).toBe(centimes)
      }),
    )
  })
  it.each([
    [0, '0\u00a0o'],
    [999, '999\u00a0o'],
    [214_300, '214\u00a0ko'],
    [999_700, '1\u00a0Mo'],
    [3_400_000, '3,4\u00a0Mo'],
    [2_000_000_000, '2\u00a0Go'],
  ])('%d octets s’écrivent %s', (octets, texte) => {
    expect(taille(octets)).toBe(texte)
  })
})
