import { expect, test } from 'vitest'
import { retourSur } from './retour.ts'

test.each(['/compte', '/dossiers/1?onglet=2#bas', '/mon-espace'])('on revient à %s', (retour) => {
  expect(retourSur(retour)).toBe(retour)
})

test.each([
  '//evil.example/x',
  '/\\evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  '/\t/evil.example',
  '/..//evil.example',
  '/./%2e%2e//evil.example',
  '/connexion?retour=/compte',
  '/deconnexion',
  '/api/v1/dossiers',
  'compte',
  '',
])('on ne revient pas à %j', (retour) => {
  expect(retourSur(retour)).toBeUndefined()
})
