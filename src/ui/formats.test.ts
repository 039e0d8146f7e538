import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateCourte, ecartEnJours, ilReste, moisAnnee, pourcentage, relatif, taille } from './formats.ts'

it('les colonnes étroites et les mois se lisent à l’heure de Paris', () => {
  expect(dateCourte('2025-02-21')).toBe('21/02/2025')
  expect(dateCourte('2025-02-21T23:30:00Z')).toBe('22/02/2025')
  expect(moisAnnee('2025-02-21')).toBe('février 2025')
})

it('un jour sans heure reste le même jour toute l’année', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }), (d) => {
      const [annee, mois, jour] = d.toISOString().slice(0, 10).split('-')
      expect(dateCourte(`${annee}-${mois}-${jour}`)).toBe(`${jour}/${mois}/${annee}`)
    }),
  )
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

describe('les parts et les tailles', () => {
  it('une part est un pourcentage, sans décimale sauf demande', () => {
    expect(pourcentage(0.7)).toBe('70\u00a0%')
    expect(pourcentage(0.3333, 1)).toBe('33,3\u00a0%')
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
