import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { fichiersOperateur } from './operateur.ts'

const operateur = { nom: 'Région Bretagne', contact: 'a@b.fr' }

it('la couleur d’un opérateur devient un fichier à son nom', () => {
  expect(fichiersOperateur({ ...operateur, couleur: '#7A1F5C' }).couleurs).toMatchObject({
    adresse: '/actifs/couleurs-7a1f5c.css',
    contenu: expect.stringContaining('--sapin:#7A1F5C'),
  })
  expect(fichiersOperateur(operateur)).toEqual({})
})

it('un logo est lu au démarrage ; sans fichier lisible, on ne démarre pas', () => {
  const dossier = mkdtempSync(join(tmpdir(), 'logo-'))
  const chemin = join(dossier, 'logo.svg')
  writeFileSync(chemin, '<svg xmlns="http://www.w3.org/2000/svg"/>')
  expect(fichiersOperateur({ ...operateur, logo: chemin }).logo).toMatchObject({
    adresse: expect.stringMatching(/^\/actifs\/logo-[0-9a-f]{12}\.svg$/),
    type: 'image/svg+xml',
  })
  rmSync(dossier, { recursive: true })
  expect(() => fichiersOperateur({ ...operateur, logo: chemin })).toThrow(/n.*existe|ne se lit pas/)
  expect(() => fichiersOperateur({ ...operateur, logo: '/x/logo.exe' })).toThrow(/image/)
})
