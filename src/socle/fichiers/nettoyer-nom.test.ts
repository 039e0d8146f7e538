import fc from 'fast-check'
import { expect, test } from 'vitest'
import { extensionDe, nettoyerNom } from './nettoyer-nom.ts'

test.each([
  ['Délibération n° 12.pdf', 'Délibération n° 12.pdf'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\mairie\\devis.pdf', 'devis.pdf'],
  ['facture\u202efdp.exe', 'facturefdp.exe'],
  ['a\r\nSet-Cookie: x.pdf', 'aSet-Cookie- x.pdf'],
  ['devis "final" <v2>?.pdf', 'devis -final- -v2--.pdf'],
  ['   ...  ', 'document'],
  ['', 'document'],
  ['.htaccess', 'htaccess'],
  ['e\u0301cole.pdf', 'école.pdf'],
])('le nom « %s » devient « %s »', (recu, propre) => {
  expect(nettoyerNom(recu)).toBe(propre)
})

test('un nom de 10 000 caractères garde son extension', () => {
  const nom = nettoyerNom(`${'é'.repeat(10_000)}.pdf`)
  expect(Array.from(nom)).toHaveLength(150)
  expect(nom.endsWith('….pdf')).toBe(true)
})

test('aucun nom ne sort de son dossier ni ne coupe un en-tête, et nettoyer deux fois ne change plus rien', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (recu) => {
      const propre = nettoyerNom(recu)
      expect(propre).not.toMatch(/[/\\"\p{Cc}\p{Cf}]/u)
      expect(propre.length).toBeGreaterThan(0)
      expect(propre).not.toMatch(/^\./)
      expect(nettoyerNom(propre)).toBe(propre)
    }),
  )
})

test('« .JPEG » est une image JPG', () => {
  expect([extensionDe('a.JPEG'), extensionDe('a.tar.gz'), extensionDe('sans')]).toEqual(['jpg', 'gz', ''])
})
